import { useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button, Segmented, Select, Spin } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addTexts } from '../../manage/add-texts.ts';
import { manageTexts } from '../../manage/manage-texts.ts';
import { useChange } from '../../manage/use-change.ts';
import { AreaSelect } from '../../shared/area-select.tsx';
import { useAreas } from '../../shared/use-areas.ts';
import { usePostArea } from '../../shared/use-post-area.ts';
import { usePageTitle } from '../../shell/use-page-title.ts';
import { AreaCounts } from './area-counts.tsx';
import { DoubtMap } from './doubt-map.tsx';
import { DoubtRow } from './doubt-row.tsx';
import { doubtTexts } from './doubt-texts.ts';
import { type Doubt, type DoubtKind, type DoubtState, doubtKinds, doubtStates } from './doubt-types.ts';
import './doubts.css';
import { DropDialog } from './drop-dialog.tsx';
import { useDoubtCounts, useDoubts } from './use-doubts.ts';

addTexts(manageTexts);
addTexts(doubtTexts);

/** The doubts of the record base: where they lie, what is asked, what came back; send visits now, drop one. */
export function DoubtsPage() {
  const { t, i18n } = useTranslation();
  const { modal, message } = App.useApp();
  const search: { area?: string; state?: string; kind?: string } = useSearch({ from: '/records/doubts' });
  const navigate = useNavigate();
  const own = usePostArea();
  const areas = useAreas();
  const [dropping, setDropping] = useState<Doubt>();
  const { change, busy } = useChange(['doubts']);
  const within = search.area ?? own;
  const state: DoubtState = doubtStates.find((one) => one === search.state) ?? 'open';
  const kind: DoubtKind | undefined = doubtKinds.find((one) => one === search.kind);
  const counts = useDoubtCounts(within).data ?? [];
  const { data, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useDoubts({ within, state, kind });
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  usePageTitle(t('doubts.title'));
  const go = (part: { area?: string | undefined; state?: string; kind?: string | undefined }) => {
    const next = Object.entries({ ...search, ...part }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    void navigate({ to: '/records/doubts', search: Object.fromEntries(next) });
  };
  const here = areas.find((area) => area.code === within);
  const name = (i18n.language === 'en' ? here?.nameEn : undefined) ?? here?.name ?? '';
  const gather = () =>
    void modal.confirm({
      title: t('doubts.gather'),
      content: t('doubts.gatherAsk', { area: name }),
      okText: t('doubts.gather'),
      cancelText: t('manage.cancel'),
      onOk: async () => {
        const made = await change<{ cases: number; questions: number }>('POST', '/records/doubts/gather', { within });
        if (made) void message.info(t(made.cases > 0 ? 'doubts.gathered' : 'doubts.gatheredNone', made), 6);
      },
    });
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('doubts.title')}</h1>
        <span className="quiet doubt-lead">{t('doubts.lead')}</span>
        <span className="frame-space" />
        <Button type="primary" loading={busy} onClick={gather}>
          {t('doubts.gather')}
        </Button>
      </div>
      <div className="doubt-filters">
        <AreaSelect
          className="doubt-filter"
          value={search.area}
          onChange={(area) => go({ area })}
          label={t('doubts.area')}
        />
        <Select
          className="doubt-filter"
          aria-label={t('doubts.kind')}
          value={kind ?? ''}
          onChange={(value: string) => go({ kind: value || undefined })}
          options={[
            { value: '', label: t('doubts.kind.all') },
            ...doubtKinds.map((one) => ({ value: one as string, label: t(`doubts.kind.${one}`) })),
          ]}
        />
      </div>
      <div className="doubt-overview">
        <DoubtMap counts={counts} within={within} onArea={(area) => go({ area })} />
        <AreaCounts counts={counts} onArea={(area) => go({ area })} />
      </div>
      <section className="panel panel-body" aria-label={t('doubts.title')}>
        <div className="scroll-x">
          <Segmented<DoubtState>
            value={state}
            onChange={(next) => go({ state: next })}
            options={doubtStates.map((one) => ({ value: one, label: t(`doubts.state.${one}`) }))}
          />
        </div>
        <Spin spinning={isPending} delay={250}>
          <ul className="doubt-list">
            {rows.map((doubt) => (
              <DoubtRow key={doubt.id} doubt={doubt} onDrop={setDropping} />
            ))}
          </ul>
          {!isPending && rows.length === 0 && <p className="quiet">{t('doubts.none')}</p>}
        </Spin>
        {hasNextPage && (
          <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('doubts.more')}
          </Button>
        )}
      </section>
      {dropping && <DropDialog doubt={dropping} onClose={() => setDropping(undefined)} />}
    </div>
  );
}
