import { pastAxis } from './past-axis.ts';
import type { Curve, PastAlarm, PastPoint } from './past-types.ts';

type Say = {
  when: (at: string) => string;
  mean: string;
  range: string;
  count: (count: number) => string;
  yes: string;
  no: string;
  alarm: (alarm: PastAlarm) => string;
};
type Look = { gapSeconds: number; from: number; to: number; say: Say };
/** Beyond so many alarms their signs would cover the curve: only their stretches are shown. */
const MOST_SIGNS = 15;
/** So few points are each shown as one. */
const FEW = 40;
const BLUE = '#1f5eff';

/** What echarts is told of one curve: the mean as a line, least to greatest as a band, breaks where nothing was heard. */
export function drawPast(
  curve: Curve,
  alarms: readonly PastAlarm[],
  { gapSeconds, from, to, say }: Look,
): Record<string, unknown> {
  const { points, range, type } = curve;
  const broken = breakGaps(points, gapSeconds);
  const few = points.length < FEW;
  const axis =
    type === 'boolean'
      ? { min: 0, max: 1, step: 1 }
      : pastAxis(Math.min(...points.map(({ min }) => min)), Math.max(...points.map(({ max }) => max)), range);
  const band = {
    type: 'line',
    stack: 'band',
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    lineStyle: { width: 0 },
  };
  const value = (number: number) =>
    type === 'boolean' && (number === 0 || number === 1)
      ? number
        ? say.yes
        : say.no
      : String(Number(number.toPrecision(4)));
  const tell = (point: PastPoint): string =>
    [
      `<b>${value(point.avg)} ${escapeHtml(curve.unit ?? '')}</b>`,
      ...(point.n > 1 ? [`${say.range} ${value(point.min)} – ${value(point.max)}`, say.count(point.n)] : []),
      ...alarms
        .filter((alarm) => holds(alarm, point.at, gapSeconds))
        .map((alarm) => `▲ ${escapeHtml(say.alarm(alarm))}`),
    ].join('<br>');
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 52, right: 16, top: 22, bottom: 24 },
    brush: {
      xAxisIndex: 0,
      brushStyle: { color: 'rgba(31,94,255,0.12)', borderColor: BLUE },
      outOfBrush: {},
      toolbox: [],
    },
    tooltip: {
      trigger: 'axis',
      confine: true,
      formatter: (hits: unknown) => {
        const at = (hits as { axisValue: number }[])[0]?.axisValue;
        const point = points.find((one) => Date.parse(one.at) === at);
        return point ? `${escapeHtml(say.when(point.at))}<br>${tell(point)}` : '';
      },
    },
    xAxis: { type: 'time', min: from, max: to, axisLabel: { color: '#4a5565', hideOverlap: true } },
    yAxis: {
      type: 'value',
      min: axis.min,
      max: axis.max,
      interval: axis.step,
      axisLabel: {
        color: '#4a5565',
        ...(type === 'boolean' && { formatter: (number: number) => (number ? say.yes : say.no) }),
      },
      splitLine: { lineStyle: { color: '#e6eaf0' } },
    },
    series: [
      { ...band, data: broken.map(({ at, min }) => [at, min]) },
      {
        ...band,
        data: broken.map(({ at, min, max }) => [at, min === null || max === null ? null : max - min]),
        areaStyle: { color: BLUE, opacity: 0.16 },
      },
      {
        type: 'line',
        data: broken.map(({ at, avg }, i) => ({ value: [at, avg], symbolSize: few || isAlone(broken, i) ? 5 : 0 })),
        name: say.mean,
        step: type === 'boolean' ? 'end' : false,
        symbol: 'circle',
        showAllSymbol: true,
        itemStyle: { color: BLUE },
        lineStyle: { color: BLUE, width: 2 },
        markArea: {
          silent: true,
          itemStyle: { color: '#c4320a', opacity: 0.12 },
          data: alarms.map(({ raisedAt, clearedAt }) => [{ xAxis: raisedAt }, { xAxis: clearedAt ?? to }]),
        },
        markLine: {
          silent: true,
          symbol: 'none',
          lineStyle: { color: '#c4320a', type: 'solid', width: 1 },
          label: { formatter: '▲', color: '#c4320a', fontSize: 11, distance: 2 },
          data: alarms.length > MOST_SIGNS ? [] : alarms.map(({ raisedAt }) => ({ xAxis: raisedAt })),
        },
      },
    ],
  };
}

type Broken = { at: string; min: number | null; avg: number | null; max: number | null };

/** Puts an empty point where nothing was heard for longer than is usual: no line is drawn over silence. */
export function breakGaps(points: readonly PastPoint[], gapSeconds: number): Broken[] {
  return points.flatMap((point, i): Broken[] => {
    const before = points[i - 1];
    const gap = before ? Date.parse(point.at) - Date.parse(before.at) : 0;
    if (gap <= gapSeconds * 1000) return [point];
    return [{ at: new Date(Date.parse(point.at) - gap / 2).toISOString(), min: null, avg: null, max: null }, point];
  });
}

/** A reading between two silences has no line: it is a dot. */
const isAlone = (broken: readonly Broken[], i: number): boolean =>
  (broken[i - 1]?.avg ?? null) === null && (broken[i + 1]?.avg ?? null) === null;

const holds = ({ raisedAt, clearedAt }: PastAlarm, at: string, gapSeconds: number): boolean => {
  const moment = Date.parse(at);
  return Date.parse(raisedAt) <= moment + gapSeconds * 500 && (clearedAt === null || Date.parse(clearedAt) >= moment);
};

/** Names of rules come from the catalogue, units from profiles, and stand in HTML here. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
