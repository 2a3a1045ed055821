import type { Urgency } from '@gewu/procedures/types';
import { type Crs, convertPosition } from '../../areas/convert-geometry.ts';
import type { Sentence } from '../../http/problem.ts';
import type { Mapping, MessageField } from './message-fields.ts';
import { readLocalTime } from './read-local-time.ts';

export type Message = {
  title: string | undefined;
  description: string;
  contact: { name: string; phone: string } | undefined;
  received: Date | undefined;
  place: string | undefined;
  lon: number | undefined;
  lat: number | undefined;
  matter: string | undefined;
  urgency: Urgency | undefined;
  confidential: boolean;
  ticket: string | undefined;
  reply: { text: string; at: Date } | undefined;
};

type MatterName = { key: string; name: { zh: string; en: string }; active: boolean };

const LONGEST = 10_000;
const URGENCY: Record<string, Urgency> = {
  特急: 'critical',
  紧急: 'urgent',
  加急: 'urgent',
  一般: 'normal',
  普通: 'normal',
  critical: 'critical',
  urgent: 'urgent',
  normal: 'normal',
};
const YES = new Set(['是', '保密', '1', 'true', 'yes', 'y']);

/**
 * Reads one row of a file as a message.
 * @param matters of the catalogue; a matter may be given as its key, its five digits or its name
 * @returns the message, or every reason for which the row is refused
 */
export function readMessage(
  cells: Readonly<Record<string, string>>,
  mapping: Mapping,
  options: { crs: Crs; matters: Iterable<MatterName>; now: Date },
): Message | { problems: Sentence[] } {
  const problems: Sentence[] = [];
  const text = (field: MessageField) => (mapping[field] ? cells[mapping[field]]?.trim() || undefined : undefined);
  const refuse = (zh: string, en: string) => void problems.push({ zh, en });

  const description =
    text('description')
      ?.replace(/\r\n?/g, '\n')
      .replace(/[\t ]*\n\s*/g, '\n') ?? text('title');
  if (!description) refuse('没有问题描述', 'The description is missing');
  if (description && [...description].length > LONGEST)
    refuse(`问题描述超过 ${LONGEST} 字`, `The description is longer than ${LONGEST} characters`);
  const time = (field: 'received' | 'replied', zh: string, en: string): Date | undefined => {
    const said = text(field);
    const at = said ? readLocalTime(said) : undefined;
    if (said && !at) refuse(`无法识别的${zh}：${said}`, `${en} cannot be read: ${said}`);
    if (at && at > options.now) refuse(`${zh}在将来：${said}`, `${en} lies in the future: ${said}`);
    return at;
  };
  const received = time('received', '接收时间', 'The time received');
  const replied = time('replied', '答复时间', 'The time of the answer');
  if (received && replied && replied < received) refuse('答复时间早于接收时间', 'The answer is older than the message');
  const urgency = text('urgency');
  if (urgency && !URGENCY[urgency.toLowerCase()])
    refuse(`无法识别的紧急程度：${urgency}`, `The urgency is not known: ${urgency}`);
  const said = text('matter');
  const matter = said ? findMatter(said, options.matters) : undefined;
  if (said && !matter) refuse(`事项目录中没有：${said}`, `Not in the catalogue of matters: ${said}`);
  const point = readPoint(text('lon'), text('lat'), options.crs);
  if (point === 'wrong') refuse('经纬度无法识别或不完整', 'The coordinates cannot be read or are incomplete');
  const reply = text('reply');
  if (reply && !replied) refuse('有答复而没有答复时间', 'There is an answer without its time');
  if (replied && !received) refuse('有答复而没有接收时间', 'There is an answer, but not when the message came');
  if (problems.length > 0 || !description) return { problems };

  const name = text('name') ?? '';
  const phone = text('phone') ?? '';
  return {
    title: text('title'),
    description,
    contact: name || phone ? { name, phone } : undefined,
    received,
    place: text('place'),
    lon: typeof point === 'object' ? point.lon : undefined,
    lat: typeof point === 'object' ? point.lat : undefined,
    matter,
    urgency: urgency ? URGENCY[urgency.toLowerCase()] : undefined,
    confidential: YES.has((text('confidential') ?? '').toLowerCase()),
    ticket: text('ticket'),
    reply: replied ? { text: reply ?? '', at: replied } : undefined,
  };
}

function findMatter(said: string, matters: Iterable<MatterName>): string | undefined {
  const wanted = said.replace(/^\d{6}(?=\d{5}$)/, ''); // the eleven-digit code carries the district
  for (const { key, name, active } of matters) {
    if (
      active &&
      (key === wanted || key === `M${wanted}` || name.zh === said || name.en.toLowerCase() === said.toLowerCase())
    )
      return key;
  }
  return undefined;
}

function readPoint(
  lon: string | undefined,
  lat: string | undefined,
  crs: Crs,
): { lon: number; lat: number } | 'none' | 'wrong' {
  if (!lon && !lat) return 'none';
  const point = [Number(lon), Number(lat)] as [number, number];
  if (!lon || !lat || !(point[0] >= 70 && point[0] <= 140) || !(point[1] >= 0 && point[1] <= 60)) return 'wrong';
  const [x, y] = convertPosition(point, crs, 'wgs84');
  return { lon: x, lat: y };
}
