import type { Package, PackageKind } from './rollout-types.ts';

/** How the topics and attributes of a kind begin. */
export const PREFIX = { firmware: 'fw', software: 'sw', configuration: 'config' } as const satisfies Record<
  PackageKind,
  string
>;

const PARTS = ['title', 'version', 'tag', 'size', 'checksum', 'checksum_algorithm'];

/** A configuration whose rule is that there was none of ours before. */
export const NO_VERSION = 'none';

/** The shared attributes by which a device is offered a package, as ThingsBoard devices know them. */
export function packageAttributes(pack: Package): Record<string, unknown> {
  const { kind, title, version } = pack;
  if (kind === 'configuration') return { ...pack.settings, config_title: title, config_version: version };
  const prefix = PREFIX[kind];
  return {
    [`${prefix}_title`]: title,
    [`${prefix}_version`]: version,
    [`${prefix}_tag`]: `${title} ${version}`,
    [`${prefix}_size`]: pack.bytes,
    [`${prefix}_checksum`]: pack.sha256?.toString('hex'),
    [`${prefix}_checksum_algorithm`]: 'SHA256',
  };
}

/** All keys that offering a package may set. */
export const attributeKeys = (pack: Package): string[] =>
  pack.kind === 'configuration'
    ? Object.keys(packageAttributes(pack))
    : PARTS.map((part) => `${PREFIX[pack.kind]}_${part}`);

/**
 * The shared attributes that take an offer back. Of a configuration the device must hear that a key has no value any more,
 * so that it falls back to its own; of a firmware it is enough that it is no longer named.
 * @param former what they were before
 */
export function formerAttributes(pack: Package, former: Record<string, unknown>): Record<string, unknown> {
  if (pack.kind !== 'configuration') return former;
  const gone = Object.fromEntries(attributeKeys(pack).map((key) => [key, null]));
  return { ...gone, config_version: NO_VERSION, ...former };
}
