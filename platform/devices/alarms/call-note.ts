import type { Severity, Text } from '@gewu/alarms/types';
import type { PushNote } from '../../push/push-note.ts';

type Called = { id: number; type: string; severity: string };

/** As said on the alarm board. */
const SEVERITY: Record<Severity, Text> = {
  critical: { zh: '特急', en: 'Critical' },
  major: { zh: '严重', en: 'Major' },
  minor: { zh: '一般', en: 'Minor' },
  warning: { zh: '提示', en: 'Warning' },
  indeterminate: { zh: '待定', en: 'Indeterminate' },
};
/** A phone that comes back into the net later than this is not told that it is over: it never rang. */
const SEEN_TTL_S = 3_600;

const PATH: PushNote['path'] = { field: '/', resident: '/alarms', console: '/devices/alarms' };
const topicOf = (alarm: Called): string => `call-${alarm.id}`;

/**
 * What a phone is told that is called: the kind of danger and how grave it is, not where and not whose. A repetition
 * takes the place of the call before; it is worth nothing once the next one is due.
 */
export function callNote(alarm: Called, name: Text | undefined, sentAt: Date, repeatSeconds: number): PushNote {
  const severity = SEVERITY[alarm.severity as Severity];
  const called = name ?? { zh: '设备报警', en: 'Alarm' };
  return {
    kind: 'call',
    ref: String(alarm.id),
    topic: topicOf(alarm),
    urgency: 'high',
    ttl: repeatSeconds + 30,
    title: { zh: `${called.zh} · ${severity.zh}`, en: `${called.en} · ${severity.en}` },
    body: { zh: '有人可能有生命危险，点开查看', en: 'A life may be in danger. Open to see where.' },
    path: PATH,
    call: { alarm: alarm.id, sentAt: sentAt.toISOString() },
  };
}

/** Takes the call's place on the other phones once somebody has seen it. */
export function seenNote(alarm: Called): PushNote {
  return {
    kind: 'call',
    ref: String(alarm.id),
    topic: topicOf(alarm),
    urgency: 'normal',
    ttl: SEEN_TTL_S,
    title: { zh: '已有人确认', en: 'Somebody has answered' },
    body: { zh: '这条报警已有人知晓，不再呼叫', en: 'The alarm was seen; your phone is called no more.' },
    path: PATH,
    quiet: true,
  };
}
