import { App, Button, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import type { Change } from '../../manage/use-change.ts';
import { saidText } from './entity-field.tsx';
import type { Decision, Entity } from './entity-types.ts';

type Props = { entity: Entity; mayDecide: boolean; change: Change };

/** What people decided about the entity, each to be taken back, and what changed when. */
export function EntityHistory({ entity, mayDecide, change }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { modal } = App.useApp();
  const { decisions, changes } = entity.history;
  const undo = (decision: Decision) =>
    void modal.confirm({
      title: t('en.undo'),
      content: t('en.undoAsk'),
      okText: t('en.undo'),
      cancelText: t('en.cancel'),
      onOk: () => change('POST', `/records/decisions/${decision.id}/undo`),
    });
  return (
    <section className="panel panel-body" aria-labelledby="en-history">
      <h2 id="en-history" className="panel-title">
        {t('en.history')}
      </h2>
      {decisions.length + changes.length === 0 && <p className="quiet">{t('en.historyNone')}</p>}
      <ul className="entity-list">
        {decisions.map((decision) => (
          <li key={`d${decision.id}`}>
            <Tag color="blue">{t(`en.decision.${decision.kind}`)}</Tag>
            <span>{decision.reason}</span>
            <span className="quiet">
              {text(decision.by)} · {formatWhen(decision.at)}
            </span>
            {decision.undoneAt !== null && <Tag>{t('en.undone')}</Tag>}
            {mayDecide && decision.undoneAt === null && (
              <Button type="link" size="small" onClick={() => undo(decision)}>
                {t('en.undo')}
              </Button>
            )}
          </li>
        ))}
        {changes.map((one) => (
          <li key={`c${one.id}`}>
            <Tag>{t(`en.cause.${one.cause}`)}</Tag>
            <span className="quiet">{formatWhen(one.at)}</span>
            {one.fields.map(({ name, before, after }) => (
              <span key={text(name)}>
                {text(name)}: {saidText(before, text) || t('en.nothing')} → {saidText(after, text) || t('en.nothing')}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
