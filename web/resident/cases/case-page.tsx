import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NoticeOffer } from '../../kit/calls/notice-offer.tsx';
import { StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { Icon } from '../parts/icon.tsx';
import { Page } from '../parts/page.tsx';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { Failed, Loading } from '../parts/states.tsx';
import { nameArea, useAreas } from '../settings/use-areas.ts';
import { ActLinks } from './act-links.tsx';
import type { CaseDetail } from './case-types.ts';
import { PhotoStrip } from './photo-strip.tsx';
import { StageBar } from './stage-bar.tsx';
import { TimeLeft } from './time-left.tsx';
import { Timeline } from './timeline.tsx';
import { useCase, useSteps } from './use-case.ts';
import { useLoop } from './use-loop.ts';

const route = getRouteApi('/cases/$number');

/** A case as its reporter sees it: where it stands, how long that may take, what one can do, and every node. */
export function CasePage() {
  const { t } = useTranslation();
  const { number } = route.useParams();
  const { done, seq } = route.useSearch();
  const { data: row, error, refetch } = useCase(number);
  // what was just done is news until the next step
  const isNews = done !== undefined && (seq === undefined || !row || row.seq <= seq);
  return (
    <Page title={t('case.title')}>
      {isNews && (
        <div className="r-done" role="status">
          <Icon name="good" />
          {t(`case.done.${done}`, { defaultValue: t('case.done.act') })}
        </div>
      )}
      {(done === 'report' || done === 'follow') && (
        <NoticeOffer
          face="resident"
          card="r-card"
          row="r-pair"
          yes="r-button r-primary"
          no="r-button r-minor"
          worker="/resident/sw.js"
          why={t('case.offer')}
        />
      )}
      {row ? <Facts row={row} /> : error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />}
    </Page>
  );
}

function Facts({ row }: { row: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const areaName = nameArea(useAreas(), row.area, i18n.language) ?? row.areaName;
  const { stages, states } = useLoop(row.procedure);
  const { data: steps } = useSteps(row.number);
  const state = text(states[row.state]?.name) || row.state;
  const turn = states[row.state]?.turn;
  const answer = turn === 'reporter' ? steps?.findLast(({ who, note }) => 'post' in who && note) : undefined;
  const photos = steps?.find((step) => step.act === 'report')?.files ?? [];
  return (
    <>
      <section className="r-card" aria-labelledby="case-name">
        <h2 id="case-name">{row.title}</h2>
        <div className="r-tags" aria-live="polite">
          <StateTag state={row.state} name={state} />
          <TimeLeft row={row} turn={turn} exact />
        </div>
        <StageBar stages={stages} here={row.stage} />
        {answer?.note && (
          <div className="r-answer">
            <h3>{t('case.answer')}</h3>
            <Paragraphs text={answer.note} />
            <PhotoStrip files={answer.files} />
          </div>
        )}
        {row.mergedInto && (
          <div>
            {t('case.merged')}
            <Link to="/cases/$number" params={{ number: row.mergedInto }} className="r-inline">
              {row.mergedInto}
            </Link>
          </div>
        )}
        <ActLinks row={row} />
      </section>
      <section className="r-card" aria-labelledby="case-text">
        <h2 id="case-text">{t('case.reported')}</h2>
        {row.description ? <Paragraphs text={row.description} /> : <div>{t('case.joined')}</div>}
        <PhotoStrip files={photos} />
        <dl className="r-facts">
          <dt>{t('case.place')}</dt>
          <dd>{[areaName, row.place].filter(Boolean).join(' · ')}</dd>
          <dt>{t('case.when')}</dt>
          <dd>{formatWhen(row.openedAt)}</dd>
          <dt>{t('case.number')}</dt>
          <dd className="r-number">{row.number}</dd>
          {row.followers > 0 && (
            <>
              <dt>{t('case.followers')}</dt>
              <dd>{row.followers}</dd>
            </>
          )}
          {row.anonymous && (
            <>
              <dt>{t('case.anonymous')}</dt>
              <dd>{t('kit.form.yes')}</dd>
            </>
          )}
          {row.rating !== null && (
            <>
              <dt>{t('case.rating')}</dt>
              <dd>
                {t('kit.form.star', { n: row.rating })}
                {row.solved !== null && ` · ${t(row.solved ? 'case.solved' : 'case.unsolved')}`}
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="r-card" aria-labelledby="case-steps">
        <h2 id="case-steps">{t('case.steps')}</h2>
        {steps ? <Timeline steps={steps} states={states} /> : <Loading />}
      </section>
    </>
  );
}
