import type { RefusalReason } from '../intake/intake-types.ts';
import type { Dialect, MessageRule } from './dialect-types.ts';
import { readNames, type ToldName } from './read-names.ts';
import { passes, readPointer } from './read-pointer.ts';
import { readStamp } from './read-stamp.ts';

/** What a foreign message says; `device` is undefined where the speaker means itself. */
export type Said =
  | { take: 'reading'; device: string | undefined; ts: number | undefined; late: boolean; values: object }
  | { take: 'link'; device: string | undefined; online: boolean }
  | { take: 'names'; names: ToldName[] }
  | { take: 'sight'; device: string; ts: number | undefined; seen: Seen }
  | { take: 'nothing' }
  | { take: 'refuse'; reason: RefusalReason };

/** One thing that came into a camera's view, moved, or left. */
export type Seen = { object: string; label: string; zones: string[]; score: number | null; ended: boolean };

/** A message as it came: over MQTT with the topic after the base. */
export type Foreign = { topic?: string; payload: Buffer } | { body: unknown };

const LONGEST_NAME = 200;

/**
 * Reads a message by the rules of a dialect: a pure function that never throws, whatever comes. A topic of which nothing
 * is taken is not even parsed.
 */
export function translateMessage(dialect: Dialect, message: Foreign): Said {
  const topic = 'topic' in message ? message.topic : undefined;
  let body: unknown = 'body' in message ? message.body : undefined;
  let parsed = 'body' in message;
  for (const rule of dialect.messages) {
    const named = matchTopic(rule.topic, topic);
    if (!named) continue;
    if (rule.take === 'nothing' && !rule.when) return { take: 'nothing' };
    if (!parsed && 'payload' in message) {
      body = parse(message.payload);
      parsed = true;
    }
    if (body === undefined) return refuse('not-json');
    if (rule.when && !passes(body, rule.when)) continue;
    return read(rule, named.device, body);
  }
  return refuse(topic === undefined ? 'wrong-shape' : 'topic-unknown');
}

function read(rule: MessageRule, fromTopic: string | undefined, body: unknown): Said {
  if (rule.take === 'nothing') return { take: 'nothing' };
  if (rule.take === 'names') {
    const names = readNames(body);
    return names ? { take: 'names', names } : refuse('wrong-shape');
  }
  const told = rule.device === undefined ? fromTopic : readPointer(body, rule.device);
  const named = rule.device !== undefined || fromTopic !== undefined;
  if (named && !isName(told)) return refuse('no-device');
  const device = told as string | undefined;
  if (rule.take === 'link') {
    const online = rule.online
      ? passes(body, rule.online)
      : body === 'online' || readPointer(body, '/state') === 'online';
    const offline = rule.online ? !online : body === 'offline' || readPointer(body, '/state') === 'offline';
    return online || offline ? { take: 'link', device, online } : refuse('wrong-shape');
  }
  const written = rule.time && readPointer(body, rule.time.at);
  const ts = rule.time && readStamp(written, rule.time.format);
  if (rule.take === 'sight') return device === undefined ? refuse('no-device') : readSight(rule, device, ts, body);
  const values = readValues(rule, body);
  if (!values) return refuse('wrong-shape');
  return { take: 'reading', device, ts, late: written !== undefined && written !== null && ts === undefined, values };
}

function readValues(rule: MessageRule, body: unknown): object | undefined {
  const whole = rule.values === undefined ? {} : readPointer(body, rule.values);
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return undefined;
  const fields = Object.entries(rule.fields ?? {}).map(([key, at]) => [key, readPointer(body, at)] as const);
  return rule.fields
    ? { ...whole, ...Object.fromEntries(fields.filter(([, value]) => value !== undefined && value !== '')) }
    : whole;
}

function readSight({ sight }: MessageRule, device: string, ts: number | undefined, body: unknown): Said {
  if (!sight) return refuse('wrong-shape');
  if (sight.ignore && passes(body, sight.ignore)) return { take: 'nothing' };
  const [object, label, score] = [sight.object, sight.label, sight.score].map((at) => readPointer(body, at));
  if (!isName(object) || !isName(label)) return refuse('wrong-shape');
  const zones = sight.zones
    .flatMap((at) => readPointer(body, at))
    .filter((zone): zone is string => isName(zone))
    .slice(0, 50);
  const seen: Seen = {
    object,
    label,
    zones: [...new Set(zones)],
    score: typeof score === 'number' && score >= 0 && score <= 1 ? score : null,
    ended: passes(body, sight.ended),
  };
  return { take: 'sight', device, ts, seen };
}

/** Whether a topic fits a rule, and the name in it; a rule without topic fits what has none. */
function matchTopic(
  pattern: string | string[] | undefined,
  topic: string | undefined,
): { device?: string } | undefined {
  if (pattern === undefined || topic === undefined) return pattern === topic ? {} : undefined;
  for (const one of [pattern].flat()) {
    const [before = '', after = ''] = one.split(/\{(?:device|rest)\}/);
    const open = one.includes('{');
    if (!open && one === topic) return {};
    const longer = topic.length > before.length + after.length;
    if (open && longer && topic.startsWith(before) && topic.endsWith(after))
      return one.includes('{device}') ? { device: topic.slice(before.length, topic.length - after.length) } : {};
  }
  return undefined;
}

/** JSON, or a short bare word as some systems send for the state of a link. */
function parse(payload: Buffer): unknown {
  const text = payload.toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return /^[a-z]{1,20}$/.test(text) ? text : undefined;
  }
}

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= LONGEST_NAME && !value.includes('\u0000');
const refuse = (reason: RefusalReason): Said => ({ take: 'refuse', reason });
