import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePostArea } from '../shared/use-post-area.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { addTexts } from './add-texts.ts';
import { useCatalogue } from './catalogue/use-catalogue.ts';
import { effectiveLimit, isOwn, type LimitRow, type LimitScope, stages, urgencies } from './limits/effective-limit.ts';
import { LimitEditor } from './limits/limit-editor.tsx';
import { OwnLimits } from './limits/own-limits.tsx';
import { useLimits, useLimitText } from './limits/use-limits.ts';
import './manage.css';
import { manageTexts } from './manage-texts.ts';

addTexts(manageTexts);

type ScopeKind = 'default' | 'procedure' | 'matter';
const scopeKinds: readonly ScopeKind[] = ['default', 'procedure', 'matter'];

/** Limits by stage and urgency, for all or for one procedure, matter or area; what is inherited shows as such. */
export function LimitsPage() {
  const { t } = useTranslation();
  const text = useText();
  const search: Record<string, string> = useSearch({ from: '/manage/limits' });
  const navigate = useNavigate();
  const own = usePostArea();
  const limits = useLimits();
  const { matters, procedures } = useCatalogue();
  usePageTitle(t('limits.title'));
  const kind = scopeKinds.find((one) => one === search.scope) ?? 'default';
  const matter = kind === 'matter' ? matters.find((one) => one.key === (search.matter ?? 'M06010')) : undefined;
  const procedure = matter?.procedure ?? (kind === 'procedure' ? (search.procedure ?? 'standard-matter') : undefined);
  const scope: LimitScope = { matter: matter?.key, procedure, area: search.area };
  const go = (part: Record<string, string | undefined>) => {
    const next = Object.entries({ ...search, ...part }).filter((pair): pair is [string, string] => Boolean(pair[1]));
    void navigate({ to: '/manage/limits', search: Object.fromEntries(next) });
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('limits.title')}</h1>
        <span className="quiet">{t('limits.lead')}</span>
      </div>
      <div className="panel">
        <search className="manage-filters">
          <Segmented
            aria-label={t('limits.scope')}
            value={kind}
            onChange={(next) => go({ scope: next })}
            options={scopeKinds.map((value) => ({ value, label: t(`limits.scope.${value}`) }))}
          />
          {kind === 'procedure' && (
            <Select
              className="limit-choice"
              aria-label={t('limits.scope.procedure')}
              value={procedure ?? null}
              onChange={(next) => go({ procedure: next ?? undefined })}
              options={procedures.map((one) => ({ value: one.procedure, label: text(one.name) }))}
            />
          )}
          {kind === 'matter' && (
            <Select
              className="limit-choice"
              aria-label={t('limits.scope.matter')}
              showSearch={{ optionFilterProp: 'label' }}
              value={matter?.key ?? null}
              onChange={(next) => go({ matter: next ?? undefined })}
              options={matters.map((one) => ({ value: one.key, label: `${text(one.name)} ${one.key}` }))}
            />
          )}
          <AreaSelect
            className="limit-choice"
            label={t('limits.area')}
            value={search.area}
            onChange={(area) => go({ area: area === own && own.length === 6 ? undefined : area })}
          />
        </search>
        <LimitTable limits={limits} scope={scope} />
      </div>
      <OwnLimits limits={limits} matters={matters} procedures={procedures} onOpen={go} />
    </div>
  );
}

function LimitTable({ limits, scope }: { limits: LimitRow[]; scope: LimitScope }) {
  const { t } = useTranslation();
  const limitText = useLimitText();
  const [edited, setEdited] = useState<{ stage: string; urgency: string }>();
  return (
    <>
      <table className="plain-table limit-table">
        <thead>
          <tr>
            <th scope="col">{t('limits.stage')}</th>
            {urgencies.map((urgency) => (
              <th key={urgency} scope="col">
                {t(`urgency.${urgency}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage}>
              <th scope="row">{t(`clock.${stage}`)}</th>
              {urgencies.map((urgency) => {
                const row = effectiveLimit(limits, scope, stage, urgency);
                const isItsOwn = row !== undefined && isOwn(row, scope, stage, urgency);
                const limit = row ? limitText(row) : t('limits.unset');
                const note = row && !isItsOwn ? t('limits.inherited') : '';
                return (
                  <td key={urgency}>
                    <button
                      type="button"
                      className={isItsOwn ? 'limit-cell nums' : 'limit-cell limit-inherited nums'}
                      aria-label={t('limits.cell', {
                        stage: t(`clock.${stage}`),
                        urgency: t(`urgency.${urgency}`),
                        limit: note ? `${limit} ${note}` : limit,
                      })}
                      onClick={() => setEdited({ stage, urgency })}
                    >
                      {limit} {note && <small>{note}</small>}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {edited && <LimitEditor limits={limits} scope={scope} {...edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}
