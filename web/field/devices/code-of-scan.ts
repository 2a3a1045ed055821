const NAMES = ['code', 'sn', 'serial', 'deviceid', 'device', 'imei', 'id'];

/**
 * The code of a device from what a label says. Labels hold the bare code, `SN:…` in front of it, or an address of the
 * maker with the code as a parameter or as its last part.
 * @returns the code; the empty text where the label is blank
 */
export function codeOfScan(text: string): string {
  const label = text.trim();
  if (/^https?:\/\//i.test(label) && URL.canParse(label)) {
    const url = new URL(label);
    for (const [name, value] of url.searchParams) if (NAMES.includes(name.toLowerCase()) && value) return value;
    const last = url.pathname.split('/').filter(Boolean).at(-1);
    return last ? decodeURIComponent(last) : label;
  }
  return label.replace(/^(?:s\/?n|code|imei|id|编号|序列号)\s*[:：=]\s*/i, '').trim();
}
