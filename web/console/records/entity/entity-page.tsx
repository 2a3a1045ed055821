import { ArrowLeftOutlined, EyeOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router';
import { Alert, App, Button, Result, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useMe } from '../../../kit/session.ts';
import { useText } from '../../../kit/text.ts';
import { addTexts } from '../../manage/add-texts.ts';
import { manageTexts } from '../../manage/manage-texts.ts';
import { useChange } from '../../manage/use-change.ts';
import { PageLoading } from '../../shell/page-loading.tsx';
import { usePageTitle } from '../../shell/use-page-title.ts';
import '../records.css';
import { searchTexts } from '../search/search-texts.ts';
import { DecisionDialog, type DecisionKind } from './decision-dialog.tsx';
import { EntityField } from './entity-field.tsx';
import { EntityGraph } from './entity-graph.tsx';
import { EntityHistory } from './entity-history.tsx';
import { EntityCases, EntityLooks } from './entity-lists.tsx';
import { entityTexts } from './entity-texts.ts';
import type { Entity } from './entity-types.ts';
import { RevealDialog, type Revealed } from './reveal-dialog.tsx';

addTexts(manageTexts);
addTexts(searchTexts);
addTexts(entityTexts);
const route = getRouteApi('/records/entities/$id');

/** One person, home, organisation or thing: what is known and from whom, what it belongs to, what happened there. */
export function EntityPage() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { data, error, isPending } = useQuery({
    queryKey: ['entity', id],
    queryFn: () => api<Entity>('GET', `/records/entities/${id}`),
    // opening the page is a look that is recorded: not again while it stays open
    staleTime: 5 * 60_000,
    refetchOnWindowFocus: false,
  });
  usePageTitle(data?.label ?? id);
  const back = () => (history.canGoBack() ? history.back() : void navigate({ to: '/records/search', search: {} }));
  if (isPending) return <PageLoading />;
  if (error)
    return (
      <Result
        status="404"
        title={<h1 className="result-title">{t('en.notFound')}</h1>}
        subTitle={describeError(error)}
        extra={<Button onClick={back}>{t('en.back')}</Button>}
      />
    );
  return (
    <div className="page">
      <button type="button" className="link-button case-back" onClick={back}>
        <ArrowLeftOutlined aria-hidden /> {t('en.back')}
      </button>
      <Shown key={data.id} entity={data} />
    </div>
  );
}

function Shown({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { message } = App.useApp();
  const { change, busy } = useChange(['entity']);
  const [asking, setAsking] = useState(false);
  const [deciding, setDeciding] = useState<DecisionKind>();
  const [seen, setSeen] = useState<Revealed>({});
  const mayDecide = (me?.permissions.includes('record.decide') ?? false) && entity.mergedInto === null;
  const mayReveal =
    me?.permissions.includes('record.reveal') && Object.values(entity.fields).some(({ masked }) => masked);
  const linked = entity.kind === 'person' || entity.kind === 'organisation';
  const decisions: DecisionKind[] = linked ? ['correct', 'merge', 'split'] : ['correct'];
  return (
    <>
      <Head entity={entity} />
      <div className="entity-columns">
        <div className="entity-column">
          <section className="panel panel-body" aria-labelledby="en-fields">
            <div className="case-head-line">
              <h2 id="en-fields" className="panel-title">
                {t('en.fields')}
              </h2>
              <span className="frame-space" />
              {Object.keys(seen).length > 0 && <span className="quiet">{t('en.revealed')}</span>}
              {mayReveal && (
                <Button size="small" icon={<EyeOutlined aria-hidden />} onClick={() => setAsking(true)}>
                  {t('en.reveal')}
                </Button>
              )}
            </div>
            {Object.entries(entity.fields).map(([key, field]) => (
              <EntityField key={key} field={field} revealed={seen[key]} />
            ))}
            {mayDecide && (
              <div className="entity-acts">
                {decisions.map((kind) => (
                  <Button key={kind} onClick={() => setDeciding(kind)}>
                    {t(`en.${kind}`)}
                  </Button>
                ))}
              </div>
            )}
          </section>
          <EntityHistory entity={entity} mayDecide={mayDecide} change={change} />
        </div>
        <div className="entity-column">
          <EntityGraph entity={entity} />
          <EntityCases entity={entity} />
          <EntityLooks entity={entity} stamp={Object.keys(seen).length} />
        </div>
      </div>
      {asking && (
        <RevealDialog
          entity={entity}
          onSeen={(values) => setSeen({ ...seen, ...values })}
          onClose={() => setAsking(false)}
        />
      )}
      {deciding && (
        <DecisionDialog
          kind={deciding}
          entity={entity}
          change={change}
          busy={busy}
          onDone={() => {
            setDeciding(undefined);
            void message.info(t('en.done'), 6);
          }}
          onClose={() => setDeciding(undefined)}
        />
      )}
    </>
  );
}

function Head({ entity }: { entity: Entity }) {
  const { t } = useTranslation();
  const text = useText();
  return (
    <header className="panel entity-head">
      <div className="case-head-line">
        <Tag className={`kind-tag kind-${entity.kind}`}>{text(entity.kindName)}</Tag>
        <h1>{entity.label}</h1>
        {entity.minor && <Tag color="warning">{t('en.minor')}</Tag>}
      </div>
      <div className="entity-sub">
        <span>{entity.path.map(({ name }) => text(name)).join(' / ')}</span>
        <span>{t('en.rows', { count: entity.rows })}</span>
        {entity.seen !== null && <span className="nums">{t('en.seen', { day: entity.seen })}</span>}
        <span className="nums">{t('en.id', { id: entity.id })}</span>
      </div>
      {entity.sources.length > 0 && (
        <div className="entity-sub">
          {t('en.sources', { names: entity.sources.map(({ name }) => text(name)).join(' · ') })}
        </div>
      )}
      {entity.mergedInto !== null && (
        <Alert
          type="warning"
          showIcon
          title={t('en.merged')}
          action={
            <Link to="/records/entities/$id" params={{ id: String(entity.mergedInto) }}>
              {t('en.mergedOpen')}
            </Link>
          }
        />
      )}
    </header>
  );
}
