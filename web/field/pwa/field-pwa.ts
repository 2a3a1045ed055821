import type { Plugin, PluginOption, Rolldown } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { PHOTO_CACHE } from './photo-cache.ts';

type Linked = Rolldown.OutputChunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } };

/**
 * Makes the grid worker's face installable and lets it start without network. The three faces share one build, so the
 * service worker's list is cut down to what the field entry reaches; the phone does not download the desk.
 */
export function fieldPwa(): PluginOption[] {
  const reached = new Set<string>();
  const collect: Plugin = {
    name: 'gewu-field-reach',
    apply: 'build',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find(
        (one): one is Linked =>
          one.type === 'chunk' && one.isEntry && /\/field\/index\.html$/.test(one.facadeModuleId ?? ''),
      );
      if (entry) reach(entry.fileName, bundle, reached);
    },
  };
  const pwa = VitePWA({
    filename: 'field/sw.js',
    scope: '/field/',
    registerType: 'prompt',
    injectRegister: false,
    // A static file linked by the field's page alone: the plugin would link it from every face.
    manifest: false,
    workbox: {
      globPatterns: ['field/*.{html,svg,png,webmanifest}', 'assets/**/*'],
      maximumFileSizeToCacheInBytes: 4 * 1024 * 1024,
      modifyURLPrefix: { '': '/' },
      manifestTransforms: [
        (entries) => ({
          manifest: entries.filter(({ url }) => url.startsWith('/field/') || reached.has(url.slice(1))),
          warnings: [],
        }),
      ],
      navigateFallback: '/field/index.html',
      importScripts: ['/kit/call-notice-worker.js'],
      clientsClaim: true,
      cleanupOutdatedCaches: true,
      runtimeCaching: [
        {
          // Photos never change under their id; the name is known to the sign-out, which empties the cache.
          urlPattern: ({ url }) => url.pathname.startsWith('/api/files/'),
          handler: 'CacheFirst',
          options: {
            cacheName: PHOTO_CACHE,
            expiration: { maxEntries: 400, maxAgeSeconds: 14 * 86_400 },
            cacheableResponse: { statuses: [200] },
          },
        },
      ],
    },
  });
  return [collect, pwa];
}

/** Adds `name` and every file that it loads at once or later. */
function reach(name: string, bundle: Rolldown.OutputBundle, found: Set<string>): void {
  if (found.has(name)) return;
  found.add(name);
  const chunk = bundle[name];
  if (chunk?.type !== 'chunk') return;
  for (const next of [...chunk.imports, ...chunk.dynamicImports]) reach(next, bundle, found);
  const linked = (chunk as Linked).viteMetadata;
  for (const asset of [...(linked?.importedCss ?? []), ...(linked?.importedAssets ?? [])]) found.add(asset);
}
