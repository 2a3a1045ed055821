import type { Matter } from '../../catalogue/catalogue-cache.ts';
import type { Service, ServiceBook } from './list-services.ts';
import { type Fault, fault, refuse } from './open311-error.ts';
import { type Form, MOST_FILES } from './read-form.ts';

export type CheckedRequest = {
  service: Service;
  matter: Matter;
  description: string | undefined;
  lon: number | undefined;
  lat: number | undefined;
  address: string | undefined;
  addressId: string | undefined;
  mediaUrls: string[];
};

const LONGEST_DESCRIPTION = 4000;
const LONGEST_ADDRESS = 300;
const CONTACT_FIELDS = ['email', 'first_name', 'last_name', 'phone', 'account_id', 'device_id', 'deviceid'];

/**
 * Checks the standard parameters of a new request (GeoReport v2, "POST Service Request").
 * @param more faults found elsewhere in the same form, so that one answer tells them all
 * @throws Open311Error 404 where only the service is unknown, else 400
 */
export function checkRequest(form: Form, book: ServiceBook, more: (matter: Matter) => Fault[]): CheckedRequest {
  const faults: Fault[] = [];
  const wrong = (name: string, zh: string, en: string) => void faults.push(fault(`400.${name}`, { zh, en }));
  const code = form.get('service_code');
  const known = code ? book.byCode.get(code) : undefined;
  if (!code) wrong('service_code', '缺少 service_code', 'service_code is required');
  else if (!known)
    faults.push(fault('404.service_code', { zh: `没有服务 ${code}`, en: `service_code ${code} was not found` }));

  const lat = readDegrees(form.get('lat'), 90);
  const lon = readDegrees(form.get('long'), 180);
  const address = form.get('address_string');
  const addressId = form.get('address_id');
  if (Number.isNaN(lat)) wrong('lat', 'lat 应为 -90 至 90 的数字', 'lat must be a number from -90 to 90');
  if (Number.isNaN(lon)) wrong('long', 'long 应为 -180 至 180 的数字', 'long must be a number from -180 to 180');
  if ((lat === undefined) !== (lon === undefined))
    wrong('location', 'lat 与 long 必须同时提供', 'lat and long go together');
  else if (lat === undefined && !address && !addressId)
    wrong(
      'location',
      '缺少位置：请提供 lat 和 long、address_string 或 address_id',
      'A location is required: lat and long, address_string or address_id',
    );
  if (address && [...address].length > LONGEST_ADDRESS)
    wrong(
      'address_string',
      `地址超过 ${LONGEST_ADDRESS} 字`,
      `address_string is longer than ${LONGEST_ADDRESS} characters`,
    );
  if (addressId && [...addressId].length > 100) wrong('address_id', 'address_id 过长', 'address_id is too long');

  const description = form.get('description');
  if (description && [...description].length > LONGEST_DESCRIPTION)
    wrong(
      'description',
      `描述超过 ${LONGEST_DESCRIPTION} 字`,
      `description is longer than ${LONGEST_DESCRIPTION} characters`,
    );
  for (const name of CONTACT_FIELDS)
    if ((form.get(name)?.length ?? 0) > 200) wrong(name, `${name} 过长`, `${name} is too long`);
  const mediaUrls = form.all('media_url');
  if (mediaUrls.length + form.files.length > MOST_FILES)
    wrong('media_url', `照片最多 ${MOST_FILES} 张`, `At most ${MOST_FILES} photos`);
  if (mediaUrls.some((url) => !isWebAddress(url)))
    wrong('media_url', 'media_url 应为 http(s) 地址', 'media_url must be an http(s) address');

  if (known) faults.push(...more(known.matter));
  refuse(faults);
  return { ...(known as { service: Service; matter: Matter }), description, lon, lat, address, addressId, mediaUrls };
}

/** undefined: not sent · NaN: sent, but no number in range */
function readDegrees(text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const degrees = /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(degrees) <= most ? degrees : Number.NaN;
}

function isWebAddress(text: string): boolean {
  return text.length <= 2000 && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
