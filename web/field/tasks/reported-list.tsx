import { useQuery } from '@tanstack/react-query';
import { CheckCircleOutline } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { useWorker } from '../app/worker.ts';
import type { CaseRow } from '../offline/case-types.ts';
import { FieldLink } from '../parts/field-link.tsx';
import { useDeclarations } from '../queries/use-case.ts';
import { recall } from '../store/recall.ts';

/** What the worker reported, newest first, with where it stands; the end of a case is seen here too. */
export function ReportedList() {
  const { t } = useTranslation();
  const text = useText();
  const worker = useWorker();
  const declarations = useDeclarations().data?.value ?? [];
  const { data, isPending, isError } = useQuery({
    queryKey: ['tasks', worker.memory, 'reported'],
    queryFn: () =>
      recall(`${worker.memory}/reported`, () =>
        api<{ rows: CaseRow[] }>('GET', '/cases?view=reported&sort=opened&limit=100').then(({ rows }) => rows),
      ),
  });
  if (isPending) return <p className="f-empty">{t('field.loading')}</p>;
  if (isError) return <p className="f-empty">{t('field.failed')}</p>;
  if (data.value.length === 0) return <p className="f-empty">{t('field.today.reportedNone')}</p>;
  return (
    <>
      {!data.fresh && (
        <p className="f-note">{t('field.remembered', { when: formatWhen(new Date(data.at).toISOString()) })}</p>
      )}
      {data.value.map((row) => {
        const state = declarations.find((one) => one.procedure === row.procedure)?.states[row.state];
        return (
          <FieldLink key={row.number} to={`/case/${row.number}`} className="f-task">
            <h3>{row.title}</h3>
            <p className="place">
              {formatWhen(row.openedAt)} · {row.place || row.areaName}
            </p>
            <div className="bottom">
              <span className={state?.final ? 'f-chip good' : 'f-chip'}>
                {state?.final && <CheckCircleOutline aria-hidden />}
                {text(state?.name ?? { zh: row.state, en: row.state })}
              </span>
            </div>
          </FieldLink>
        );
      })}
    </>
  );
}
