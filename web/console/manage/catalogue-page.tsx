import { useNavigate, useSearch } from '@tanstack/react-router';
import { Input, Select, Switch, Table, Tag, TreeSelect } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { useOrganisations } from '../shared/use-organisations.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { addTexts } from './add-texts.ts';
import { MatterDrawer } from './catalogue/matter-drawer.tsx';
import { type MatterRow, useCatalogue } from './catalogue/use-catalogue.ts';
import { effectiveLimit } from './limits/effective-limit.ts';
import { useLimits, useLimitText } from './limits/use-limits.ts';
import './manage.css';
import { manageTexts } from './manage-texts.ts';
import { useChange } from './use-change.ts';

addTexts(manageTexts);

const kinds = ['component', 'matter', 'grassroots'] as const;

/** Every matter with lead, loop and limit; found by name, code, kind and class. */
export function CataloguePage() {
  const { t, i18n } = useTranslation();
  const text = useText();
  const search: Record<string, string> = useSearch({ from: '/manage/catalogue' });
  const navigate = useNavigate();
  const { matters, procedures } = useCatalogue();
  const units = useOrganisations();
  const limits = useLimits();
  const limitText = useLimitText();
  const { change, busy } = useChange(['matters']);
  const [find, setFind] = useState(search.q ?? '');
  usePageTitle(t('cat.title'));
  const go = (part: Record<string, string | undefined>) => {
    const next = Object.entries({ ...search, ...part }).filter((pair): pair is [string, string] => Boolean(pair[1]));
    void navigate({ to: '/manage/catalogue', search: Object.fromEntries(next), replace: true });
  };
  const leads = useMemo(
    () => new Map(units.map((unit) => [unit.code, i18n.language === 'en' && unit.nameEn ? unit.nameEn : unit.name])),
    [units, i18n.language],
  );
  const tree = useMemo(
    () =>
      kinds.map((kind) => {
        const within = matters.filter((one) => one.kind === kind).flatMap((one) => one.classes);
        const classes = [...new Map(within.map((one) => [one.zh, one])).values()];
        return {
          value: kind,
          title: t(`cat.kind.${kind}`),
          children: classes.map((one) => ({ value: `${kind}/${one.zh}`, title: text(one) })),
        };
      }),
    [matters, t, text],
  );
  const words = find.trim().toLowerCase();
  const shown = matters.filter(
    (one) =>
      (!search.kind || one.kind === search.kind) &&
      (!search.class || one.classes.some((each) => each.zh === search.class)) &&
      (!search.lead || one.lead === search.lead) &&
      (!search.active || String(one.active) === search.active) &&
      (words === '' || `${one.key} ${one.name.zh} ${one.name.en}`.toLowerCase().includes(words)),
  );
  const opened = matters.find((one) => one.key === search.matter);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('cat.title')}</h1>
        <span className="quiet">{t('cat.lead')}</span>
      </div>
      <div className="panel">
        <search className="manage-filters">
          <Input.Search
            allowClear
            aria-label={t('cat.find')}
            placeholder={t('cat.find')}
            value={find}
            onChange={(event) => setFind(event.target.value)}
            onBlur={() => go({ q: find })}
            className="catalogue-find"
          />
          <TreeSelect
            className="manage-filter"
            aria-label={t('cat.class')}
            placeholder={t('cat.class')}
            allowClear
            showSearch={{ treeNodeFilterProp: 'title' }}
            treeData={tree}
            treeDefaultExpandedKeys={search.kind ? [search.kind] : []}
            value={search.kind ? [search.kind, search.class].filter(Boolean).join('/') : null}
            onChange={(picked: string | null) => {
              const [kind, name] = picked?.split('/') ?? [];
              go({ kind, class: name });
            }}
            popupMatchSelectWidth={300}
          />
          <Choice
            label={t('cat.lead2')}
            value={search.lead}
            onChange={(lead) => go({ lead })}
            options={units
              .filter((unit) => unit.kind === 'department')
              .map((unit) => ({ value: unit.code, label: leads.get(unit.code) ?? unit.code }))}
          />
          <Choice
            label={t('cat.activeAll')}
            value={search.active}
            onChange={(active) => go({ active })}
            options={[
              { value: 'true', label: t('cat.activeYes') },
              { value: 'false', label: t('cat.activeNo') },
            ]}
          />
          <span className="quiet" aria-live="polite">
            {t('cat.count', { n: shown.length })}
          </span>
        </search>
        <Table<MatterRow>
          size="small"
          rowKey="key"
          dataSource={shown}
          loading={matters.length === 0}
          pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
          columns={[
            {
              title: t('cat.code'),
              dataIndex: 'key',
              width: 96,
              render: (key: string) => <span className="code">{key}</span>,
            },
            {
              title: t('cat.name'),
              dataIndex: 'name',
              render: (_, one) => (
                <button
                  type="button"
                  className={one.active ? 'link-button' : 'link-button off'}
                  onClick={() => go({ matter: one.key })}
                >
                  {text(one.name)}
                </button>
              ),
            },
            {
              title: t('cat.class'),
              render: (_, one) => <span className="quiet">{one.classes.map(text).join('、')}</span>,
              width: '20%',
            },
            {
              title: t('cat.lead2'),
              render: (_, one) => (one.lead ? (leads.get(one.lead) ?? one.lead) : t('manage.none')),
              width: 160,
            },
            { title: t('cat.urgency'), width: 100, render: (_, one) => <UrgencyTag urgency={one.urgency} /> },
            {
              title: t('cat.procedure'),
              width: 150,
              render: (_, one) => text(procedures.find((each) => each.procedure === one.procedure)?.name),
            },
            {
              title: t('cat.handle'),
              width: 120,
              render: (_, one) => {
                const row = effectiveLimit(
                  limits,
                  { matter: one.key, procedure: one.procedure },
                  'handle',
                  one.urgency,
                );
                return <span className="nums">{row ? limitText(row) : ''}</span>;
              },
            },
            {
              title: t('cat.active'),
              width: 72,
              render: (_, one) => (
                <Switch
                  size="small"
                  disabled={busy}
                  checked={one.active}
                  aria-label={t('cat.toggle', { name: text(one.name) })}
                  onChange={(active) => void change('PATCH', `/catalogue/matters/${one.key}`, { active })}
                />
              ),
            },
          ]}
        />
      </div>
      {opened && (
        <MatterDrawer
          key={opened.key}
          matter={opened}
          procedures={procedures}
          leads={leads}
          onClose={() => go({ matter: undefined })}
        />
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  options: { value: string; label: string }[];
};

function Choice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <Select
      className="manage-filter"
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      value={value ?? null}
      onChange={(next: string | null) => onChange(next ?? undefined)}
      options={options}
      popupMatchSelectWidth={220}
    />
  );
}

function UrgencyTag({ urgency }: { urgency: string }) {
  const { t } = useTranslation();
  return urgency === 'normal' ? (
    <span>{t('urgency.normal')}</span>
  ) : (
    <Tag className={`mark-${urgency}`}>{t(`urgency.${urgency}`)}</Tag>
  );
}
