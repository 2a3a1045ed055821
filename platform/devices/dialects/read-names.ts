/** What a bridge tells of a device behind it. */
export type ToldName = {
  name: string;
  code: string;
  maker: string | null;
  model: string | null;
  firmware: string | null;
  /** What it measures, by its foreign names. */
  keys: string[];
};

const MOST = 1000;

/**
 * Reads the list of devices as Zigbee2MQTT tells it under `bridge/devices`. The coordinator itself and what is still
 * being asked who it is are left out.
 * @returns undefined where it is no such list
 */
export function readNames(body: unknown): ToldName[] | undefined {
  if (!Array.isArray(body) || body.length > MOST) return undefined;
  return body.flatMap((item: unknown) => {
    const told = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    const code = text(told.ieee_address);
    const name = text(told.friendly_name);
    if (!code || !name || told.type === 'Coordinator' || told.interview_completed === false) return [];
    const definition = (told.definition ?? {}) as Record<string, unknown>;
    return [
      {
        name,
        code,
        maker: text(definition.vendor),
        model: text(definition.model),
        firmware: text(told.software_build_id),
        keys: keysOf(definition.exposes, 0),
      },
    ];
  });
}

/** Some devices list what they measure in groups of features. */
function keysOf(exposes: unknown, depth: number): string[] {
  if (!Array.isArray(exposes) || depth > 3) return [];
  return exposes.slice(0, 100).flatMap((one: unknown) => {
    const { property, features } = (one ?? {}) as Record<string, unknown>;
    return [...(typeof property === 'string' ? [property] : []), ...keysOf(features, depth + 1)];
  });
}

const text = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' && value.length <= 200 && !value.includes('\u0000') ? value : null;
