import { type Actor, SYSTEM } from '../../platform/access/actor.ts';
import { caseNumber } from '../../platform/cases/case-number.ts';
import type { OpenInput } from '../../platform/cases/open-input.ts';
import { planOpen } from '../../platform/cases/plan-open.ts';
import { routeReport } from '../../platform/cases/route-case.ts';
import type { CatalogueSnapshot, Pinned } from '../../platform/catalogue/catalogue-cache.ts';
import type { Resident } from '../people/load-residents.ts';
import { WELL_KNOWN } from '../people/plan-posts.ts';
import { asStaff, type LivedCase, type Stage } from './live-case.ts';
import { makeUuid } from './make-uuid.ts';
import { type KnownMatter, wordReport } from './matter-text.ts';
import { type Grid, makeAddress, makePoint } from './place-book.ts';
import type { Scene } from './scene.ts';

export type Cast = {
  /** As often in the list as they are heard of. */
  grids: readonly Grid[];
  matters: readonly KnownMatter[];
  /** Grids whose people a newcomer meets first. */
  shown: readonly Grid[];
  residents: readonly Resident[];
  /** Residents by home community. */
  neighbours: ReadonlyMap<string, readonly Resident[]>;
  /** Sealed contacts of people who call the hotline. */
  callers: readonly Buffer[];
  catalogue: CatalogueSnapshot;
};
export type Begun = { lived: LivedCase; pinned: Pinned; reporter: Actor; text: KnownMatter; origin: Scene['origin'] };

/** Weighs grids: the well-known places are heard of more often. */
export const weighGrid = ({ code }: Grid): number => (WELL_KNOWN.some((known) => code.startsWith(known)) ? 5 : 1);

/**
 * Opens one case: somebody sees something somewhere and reports it by the way they use.
 * @param at when, China's waking hours
 * @param shown in one of the grids whose people a newcomer meets first
 */
export async function beginCase(stage: Stage, cast: Cast, id: number, at: Date, shown: boolean): Promise<Begun> {
  const { random, keeper } = stage;
  const grid = random.pick(shown ? cast.shown : cast.grids);
  const text = random.pick(cast.matters);
  const origin = random.weighted<Scene['origin']>([
    ['resident', 46],
    ['patrol', 30],
    ['caller', 19],
    ['office', 5],
  ]);
  const service = origin === 'resident' && random.chance(0.05);
  const place = makeAddress(grid, random);
  const neighbours = cast.neighbours.get(grid.code.slice(0, 12));
  const resident = random.pick(neighbours && random.chance(0.75) ? neighbours : cast.residents);
  const reporter = castReporter(stage, origin, grid, resident);
  const procedure = service
    ? 'residence-certificate'
    : origin === 'patrol'
      ? 'patrol-finding'
      : origin === 'caller'
        ? 'hotline-ticket'
        : text.entry.procedure;
  const pinned = cast.catalogue.current.get(procedure);
  if (!pinned) throw new Error(`there is no procedure ${procedure}`);
  const files = photosOf(stage, origin, service, pinned, reporter, at);
  const [lon, lat] = makePoint(grid, random);
  const pointed = !service && (origin !== 'caller' || random.chance(0.4));
  const input: OpenInput = {
    actId: makeUuid(random),
    description: service ? `申请开具居住证明，居住地址：${place}。` : wordReport(text, place, random.pick),
    place,
    at,
    ...(pointed ? { lon, lat } : { area: grid.code }),
    ...(!service && { matter: text.entry.key }),
    ...(origin === 'office' && { source: random.pick(['video', 'superior', 'department']), channel: 'api' }),
    ...(origin === 'resident' && {
      channel: random.weighted([
        ['app', 5],
        ['mini-program', 4],
        ['web', 1],
      ]),
      anonymous: random.chance(0.05),
    }),
    ...(origin === 'caller' && { channel: 'phone', confidential: random.chance(0.04) }),
    attributes: attributesOf(stage, procedure, place, at),
    files: files.map((file) => file.id),
  };
  const route = await routeReport(stage.ctx, input);
  const contact = origin === 'resident' ? resident.sealed : origin === 'caller' ? random.pick(cast.callers) : null;
  const { row, step } = planOpen(keeper, pinned, reporter, input, {
    id,
    area: route.area,
    owner: route.post?.id ?? null,
    reason: route.reason,
    urgency: service ? 'normal' : text.entry.urgency,
    title: service ? '居住证明申请' : `${place.replace(grid.community, '')}${text.entry.name.zh}`,
    contact,
  });
  return {
    lived: { number: caseNumber(id, at), row, steps: [step], assists: [], parties: new Set(), followers: [], files },
    pinned,
    reporter,
    text,
    origin,
  };
}

function castReporter({ book, random }: Stage, origin: Scene['origin'], grid: Grid, resident: Resident): Actor {
  switch (origin) {
    case 'resident':
      return { kind: 'resident', account: resident.account };
    case 'patrol':
      return asStaff(book.at(grid.code, 'grid_worker'), random);
    case 'caller':
      return asStaff(
        random.chance(0.5)
          ? book.at(grid.code.slice(0, 6), 'district_desk')
          : book.at(grid.code.slice(0, 9), 'street_desk'),
        random,
      );
    case 'office':
      return SYSTEM;
  }
}

function photosOf(
  { random }: Stage,
  origin: Scene['origin'],
  service: boolean,
  pinned: Pinned,
  reporter: Actor,
  at: Date,
): LivedCase['files'] {
  const count = Math.max(pinned.procedure.evidence ?? 0, !service && origin !== 'caller' && random.chance(0.6) ? 1 : 0);
  return Array.from({ length: count }, () => ({
    id: makeUuid(random),
    account: reporter.account,
    at,
    shows: 'before' as const,
  }));
}

function attributesOf({ random }: Stage, procedure: string, place: string, at: Date): Record<string, unknown> {
  if (procedure === 'hotline-ticket')
    return {
      ticket: `QD${at.getTime().toString().slice(0, 10)}${random.int(10, 99)}`,
      kind: random.weighted([
        ['settle', 70],
        ['enquire', 15],
        ['complain', 8],
        ['report', 4],
        ['suggest', 3],
      ]),
    };
  if (procedure === 'residence-certificate')
    return {
      address: place,
      since: `20${random.int(12, 24)}-0${random.int(1, 9)}-15`,
      tenure: random.pick(['owned', 'rented', 'with_family']),
      purpose: random.pick(['schooling', 'residence_permit', 'bank']),
      copies: 1,
    };
  return {};
}
