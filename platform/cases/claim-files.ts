import type pg from 'pg';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../http/problem.ts';

/**
 * Ties uploaded files to a case: only the uploader's own, and only such as hang on no other case.
 * Runs inside the act's transaction, as the system.
 */
export async function claimFiles(client: pg.PoolClient, actor: Actor, caseId: number, files: string[]): Promise<void> {
  const { rowCount } = await client.query(
    'update file_object set case_id = $1 where id = any($2::uuid[]) and (account = $3 or $3 = $4) and (case_id is null or case_id = $1)',
    [caseId, files, actor.account, 'system'],
  );
  if (rowCount !== new Set(files.map((id) => id.toLowerCase())).size)
    throw new Problem(422, 'file.unknown', {
      zh: '有照片尚未上传成功，请重新上传。',
      en: 'Some files have not been uploaded. Please upload them again.',
    });
}
