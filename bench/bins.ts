// How well it is foreseen how full litter bins will be, on the records of a real city.
// `npm run bench -- bins [FILE]`: FILE is a table with site, address, collected_at and fill_before_pct, one row an emptying.
// The last third by time judges, and is looked at by nothing else: every forecast is made the night before from what was
// known then; what the method assumes was chosen on the first two thirds.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pairEmptyings } from '@gewu/foresight/pair-emptyings';
import { chanceError, judgeBins, meanError, overflowPerVisit } from './support/judge-bins.ts';
import { readBins } from './support/read-bins.ts';
import { type Bar, reportBars } from './support/report-bars.ts';

const file = resolve(
  process.argv[3] ?? join(import.meta.dirname, '../../shared/data/devices/edinburgh-bin-collections.csv'),
);
const bars: Bar[] = [];
if (existsSync(file)) judge();
else console.log(`Not measured, because it is absent: ${file}`);
process.exitCode = reportBars('bins', bars) ? 0 : 1;

function judge(): void {
  const emptyings = readBins(file);
  const begin = emptyings[Math.floor((emptyings.length * 2) / 3)]?.at ?? 0;
  const end = (emptyings.at(-1)?.at ?? 0) + 1;
  const before = process.cpuUsage();
  const judged = judgeBins(pairEmptyings(emptyings), begin, end);
  const { user, system } = process.cpuUsage(before);
  const error = meanError(judged, ({ forecast }) => forecast.fill);
  const naive = { last: meanError(judged, ({ last }) => last), mean: meanError(judged, ({ mean }) => mean) };
  const within = judged.filter(({ fill, forecast }) => fill >= forecast.low && fill <= forecast.high).length;
  bars.push(
    { name: 'forecasts', value: judged.length, unit: '' },
    { name: 'mae', value: error, unit: 'points of fill' },
    { name: 'mae_last_value', value: naive.last, unit: 'points of fill' },
    { name: 'mae_site_mean', value: naive.mean, unit: 'points of fill' },
    { name: 'mae_to_last_value', value: error / naive.last, unit: '', bar: '<= 0.75' },
    { name: 'mae_to_site_mean', value: error / naive.mean, unit: '', bar: '<= 0.9' },
    { name: 'within_80_percent_span', value: within / judged.length, unit: '', bar: '>= 0.75' },
    { name: 'chance_error', value: chanceError(judged), unit: '', bar: '<= 0.05' },
  );
  const present = overflowPerVisit(judged, 1, () => 0).perVisit;
  bars.push({ name: 'overflow_per_visit_present', value: present, unit: '' });
  for (const share of [0.25, 0.5, 0.75]) {
    const ours = overflowPerVisit(judged, share, ({ forecast }) => forecast.overflow);
    const name = `${share * 100}_percent_of_visits`;
    bars.push(
      { name: `overflow_per_visit_${name}`, value: ours.perVisit, unit: '' },
      { name: `overflow_found_${name}`, value: ours.found, unit: '' },
    );
  }
  const half = overflowPerVisit(judged, 0.5, ({ forecast }) => forecast.overflow).perVisit;
  const simple = {
    last_value: overflowPerVisit(judged, 0.5, ({ last }) => last).perVisit,
    site_mean: overflowPerVisit(judged, 0.5, ({ mean }) => mean).perVisit,
    site_overflow: overflowPerVisit(judged, 0.5, ({ overflowed }) => overflowed).perVisit,
    longest_since: overflowPerVisit(judged, 0.5, ({ from, at }) => at - from).perVisit,
  };
  for (const [name, value] of Object.entries(simple))
    bars.push({ name: `overflow_per_visit_half_by_${name}`, value, unit: '' });
  bars.push({ name: 'overflow_per_visit_to_present', value: half / present, unit: '', bar: '>= 1.4' });
  bars.push({ name: 'forecasts_per_cpu_s', value: judged.length / ((user + system) / 1e6), unit: '/s' });
}
