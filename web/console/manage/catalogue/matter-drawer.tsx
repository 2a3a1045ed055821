import { Link } from '@tanstack/react-router';
import { Drawer, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { Facts } from '../../shared/facts.tsx';
import { effectiveLimit, stages, urgencies } from '../limits/effective-limit.ts';
import { useLimits, useLimitText } from '../limits/use-limits.ts';
import { useChange } from '../use-change.ts';
import { LoopPicture } from './loop-picture.tsx';
import type { LoopProcedure, MatterRow } from './use-catalogue.ts';

type Props = { matter: MatterRow; procedures: LoopProcedure[]; leads: Map<string, string>; onClose: () => void };

/** One matter: who leads, how urgent, which loop it travels, and its limits. */
export function MatterDrawer({ matter, procedures, leads, onClose }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { change, busy } = useChange(['matters']);
  const limits = useLimits();
  const limitText = useLimitText();
  const procedure = procedures.find((one) => one.procedure === matter.procedure);
  const save = (part: Partial<MatterRow>) => void change('PATCH', `/catalogue/matters/${matter.key}`, part);
  const clocks = new Set(Object.values(procedure?.states ?? {}).map((state) => state.clock));
  return (
    <Drawer open size="min(1080px, 92vw)" title={`${text(matter.name)} · ${matter.key}`} onClose={onClose}>
      <Facts
        rows={[
          [t('cat.kind'), t(`cat.kind.${matter.kind}`)],
          [t('cat.class'), matter.classes.map(text).join('、')],
          [t('cat.mapped'), matter.mappedTo],
          [t('cat.catalogue'), matter.catalogue],
        ]}
      />
      <Form layout="vertical" component="div" className="area-form" disabled={busy}>
        <Form.Item label={t('cat.lead2')} htmlFor="matter-lead">
          <Select
            id="matter-lead"
            showSearch={{ optionFilterProp: 'label' }}
            value={matter.lead}
            onChange={(lead) => save({ lead })}
            options={[...leads].map(([value, label]) => ({ value, label }))}
          />
        </Form.Item>
        <Form.Item label={t('cat.urgency')} htmlFor="matter-urgency">
          <Select
            id="matter-urgency"
            value={matter.urgency}
            onChange={(urgency) => save({ urgency })}
            options={urgencies.map((value) => ({ value, label: t(`urgency.${value}`) }))}
          />
        </Form.Item>
        <Form.Item label={t('cat.procedure')} htmlFor="matter-procedure">
          <Select
            id="matter-procedure"
            value={matter.procedure}
            onChange={(next) => save({ procedure: next })}
            options={procedures.map((one) => ({ value: one.procedure, label: text(one.name) }))}
          />
        </Form.Item>
      </Form>
      <p className="manage-note">{t('cat.note')}</p>
      <div className="manage-tools">
        <h2 className="sub-title">{t('cat.limits')}</h2>
        <Link to="/manage/limits" search={{ scope: 'matter', matter: matter.key }}>
          {t('cat.editLimits')}
        </Link>
      </div>
      <ul className="limit-strip">
        {stages
          .filter((stage) => clocks.has(stage))
          .map((stage) => {
            const row = effectiveLimit(
              limits,
              { matter: matter.key, procedure: matter.procedure },
              stage,
              matter.urgency,
            );
            return (
              row && (
                <li key={stage}>
                  <span className="quiet">{t(`clock.${stage}`)}</span>
                  <b className="nums">{limitText(row)}</b>
                </li>
              )
            );
          })}
      </ul>
      <h2 className="sub-title">{t('cat.loop')}</h2>
      {procedure && <LoopPicture key={procedure.procedure} procedure={procedure} />}
    </Drawer>
  );
}
