import { ArrowLeftOutlined } from '@ant-design/icons';
import { getRouteApi, useNavigate, useRouter } from '@tanstack/react-router';
import { Result } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { rememberCase } from '../desk/use-list-focus.ts';
import { LiveEvents } from '../shared/live-events.tsx';
import { KeyHelp, type KeyHelpRow } from '../shell/key-help.tsx';
import { PageLoading } from '../shell/page-loading.tsx';
import { useHelpButton } from '../shell/use-help-button.ts';
import { useKeys } from '../shell/use-keys.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { ActBar } from './act-bar.tsx';
import { ActDrawer } from './act-drawer.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseRelated } from './case-related.tsx';
import { CaseSides } from './case-sides.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { ownForm } from './own-form.ts';
import { rankActs } from './rank-acts.ts';
import { useActs } from './use-acts.ts';
import { useCase } from './use-case.ts';

const route = getRouteApi('/cases/$number');
const help: KeyHelpRow[] = [
  [['1', '…', '9'], 'keys.acts'],
  [['r'], 'keys.refresh'],
  [['Esc'], 'keys.back'],
  [['?'], 'keys.help'],
];

/** One case: what it is on the left, what happened on the right, what one may do on top. */
export function CasePage() {
  const { t } = useTranslation();
  const { number } = route.useParams();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { detail, steps, reload, onEvent } = useCase(number);
  const { offer, choose, close, busy } = useActs(detail.data, reload);
  const [helping, setHelping] = useState(false);
  usePageTitle(detail.data?.title ?? number);
  useEffect(() => rememberCase(number), [number]);
  useHelpButton(() => setHelping(true));
  const back = () => (history.canGoBack() ? history.back() : void navigate({ to: '/desk', search: {} }));
  const ranked = rankActs(detail.data?.acts ?? []);
  const direct = [...ranked.main, ...ranked.danger];
  useKeys({
    '?': () => setHelping(true),
    Escape: back,
    r: () => void reload(),
    ...Object.fromEntries(direct.slice(0, 9).map((one, at) => [String(at + 1), () => choose(one)])),
  });

  if (detail.isPending) return <PageLoading />;
  if (detail.isError) {
    return (
      <Result
        status="404"
        title={<h1 className="result-title">{t('case.notFound')}</h1>}
        subTitle={describeError(detail.error)}
        extra={
          <button type="button" className="link-button" onClick={back}>
            {t('case.back')}
          </button>
        }
      />
    );
  }
  const found = detail.data;
  return (
    <div className="page case-page">
      <button type="button" className="link-button case-back" onClick={back}>
        <ArrowLeftOutlined aria-hidden /> {t('case.back')}
      </button>
      <CaseHead found={found} />
      <ActBar ranked={ranked} busy={busy} onChoose={choose} />
      <div className="case-columns">
        <div className="case-column">
          <CaseFacts found={found} />
        </div>
        <div className="case-column">
          <CaseSides found={found} />
          <CaseTimeline
            steps={steps.data ?? []}
            loading={steps.isPending}
            files={found.files}
            procedure={found.procedure}
            asked={ownForm(found)}
          />
          <CaseRelated number={found.number} />
        </div>
      </div>
      {offer !== undefined && <ActDrawer key={offer.act} found={found} offer={offer} onClose={close} reload={reload} />}
      <LiveEvents onEvent={onEvent} onReturn={() => void reload()} />
      <KeyHelp open={helping} rows={help} onClose={() => setHelping(false)} />
    </div>
  );
}
