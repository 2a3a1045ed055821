import type pg from 'pg';
import { CASE_COLUMNS, STEP_COLUMNS } from '../../platform/cases/case-columns.ts';
import { searchVector } from '../../platform/cases/search-terms.ts';
import type { Photos } from '../scenes/store-photos.ts';
import type { Begun } from './begin-case.ts';
import { copyRows } from './copy-rows.ts';

/** Writes a batch of cases and everything that hangs on them, parents first. */
export async function writeCases(
  client: pg.Client,
  batch: readonly Begun[],
  photos: Photos,
  matterName: (key: string | null) => { zh: string; en: string } | undefined,
): Promise<void> {
  const lives = batch.map(({ lived }) => lived);
  await copyRows(
    client,
    'cases',
    [...CASE_COLUMNS, 'search'],
    lives.map(({ row }) => {
      const name = matterName(row.matter);
      return [
        ...CASE_COLUMNS.map((column) => row[column]),
        searchVector(row.title, row.description, row.place, name?.zh, name?.en),
      ];
    }),
  );
  await copyRows(
    client,
    'step',
    STEP_COLUMNS,
    lives.flatMap(({ steps }) => steps.map((step) => STEP_COLUMNS.map((column) => step[column]))),
  );
  await copyRows(
    client,
    'party',
    ['case_id', 'unit'],
    lives.flatMap(({ row, parties }) => [...parties].map((unit) => [row.id, unit])),
  );
  await copyRows(
    client,
    'assist',
    ['case_id', 'unit', 'post', 'work', 'whistle', 'due_at', 'state', 'answer', 'asked_at', 'answered_at'],
    lives.flatMap(({ row, assists }) =>
      assists.map((a) => [
        row.id,
        a.unit,
        a.post,
        a.work,
        a.whistle,
        a.due_at,
        a.state,
        a.answer,
        a.asked_at,
        a.answered_at,
      ]),
    ),
  );
  await copyRows(
    client,
    'follower',
    ['case_id', 'account', 'since'],
    lives.flatMap(({ followers }) => followers.map((f) => [f.case, f.account, f.since])),
  );
  await copyRows(
    client,
    'file_object',
    ['id', 'account', 'case_id', 'sha256', 'mime', 'bytes', 'width', 'height', 'created_at'],
    batch.flatMap(({ lived: { row, files }, text }) =>
      files.map(({ id, account, at, shows }) => {
        const photo = photos.of(text.scene, shows);
        return [id, account, row.id, photo.sha256, 'image/jpeg', photo.bytes, photo.width, photo.height, at];
      }),
    ),
  );
}
