/** What a device's label says of it. */
export type DeviceLabel = { code: string; maker?: string; model?: string; place?: string };

const NAMES = {
  code: ['code', 'sn', 's/n', 'serial', 'deviceid', 'device', 'imei', 'id', '编号', '序列号'],
  maker: ['maker', 'vendor', 'manufacturer', 'brand', '厂家', '厂商'],
  model: ['model', 'type', '型号'],
  place: ['address', 'addr', 'place', '地址', '位置'],
} as const;

/**
 * Reads a device's label. Labels hold the bare code, `SN:…;MODEL:…`, JSON, or an address of the maker with the code as a
 * parameter or as its last part; beside the code they may tell maker, model and address.
 * @returns the code is the empty text where the label is blank
 */
export function readDeviceLabel(text: string): DeviceLabel {
  const label = text.trim();
  if (/^https?:\/\//i.test(label) && URL.canParse(label)) {
    const url = new URL(label);
    const said = pick([...url.searchParams]);
    const last = url.pathname.split('/').filter(Boolean).at(-1);
    return { ...said, code: said.code ?? (last ? safeDecode(last) : label) };
  }
  const said = pick(label.startsWith('{') ? readJson(label) : readPairs(label));
  return { ...said, code: said.code ?? label };
}

/** The code of a device from what a label says; the empty text where it is blank. */
export const codeOfScan = (text: string): string => readDeviceLabel(text).code;

function pick(pairs: readonly (readonly [string, string])[]): Partial<DeviceLabel> {
  const found: Partial<DeviceLabel> = {};
  for (const [name, value] of pairs)
    for (const [fact, names] of Object.entries(NAMES) as [keyof DeviceLabel, readonly string[]][])
      if (value && found[fact] === undefined && names.includes(name.toLowerCase().trim())) found[fact] = value;
  return found;
}

function readJson(text: string): [string, string][] {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return entries.flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value).trim()]] : [],
    );
  } catch {
    return [];
  }
}

const readPairs = (text: string): [string, string][] =>
  text.split(/[;；\n|]/).flatMap((part): [string, string][] => {
    const found = /^\s*([^:：=]{1,20}?)\s*[:：=]\s*(.+?)\s*$/.exec(part);
    return found ? [[found[1] as string, found[2] as string]] : [];
  });

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
