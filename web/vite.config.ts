import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compressAssets } from './compress-assets.ts';
import { fieldPwa } from './field/pwa/field-pwa.ts';

const faces = ['console', 'field', 'resident'];
// the host stays as the browser sees it: the server refuses writes from a foreign origin
const server = { target: `http://127.0.0.1:${process.env.PORT ?? 8080}`, changeOrigin: false };

/** In development every address below a face is answered with the face's page, as the server does. */
const faceFallback: Plugin = {
  name: 'gewu-face-fallback',
  configureServer(vite) {
    vite.middlewares.use((request, _response, next) => {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const face = faces.find((one) => path === `/${one}` || path.startsWith(`/${one}/`));
      if (face && request.headers.accept?.includes('text/html')) request.url = `/${face}/index.html`;
      next();
    });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  appType: 'mpa',
  plugins: [react(), faceFallback, fieldPwa(), compressAssets()],
  server: { proxy: { '/api': server, '/open311': server } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      input: ['index.html', ...faces.map((face) => `${face}/index.html`)].map((page) =>
        join(import.meta.dirname, page),
      ),
    },
  },
});
