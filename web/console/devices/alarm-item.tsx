import { Link } from '@tanstack/react-router';
import { App, Button, Checkbox, Popconfirm, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { AlarmCourse } from './alarm-course.tsx';
import type { Alarm } from './device-types.ts';
import { SeverityTag } from './severity-tag.tsx';
import { useDeviceChange } from './use-devices.ts';

type Props = { alarm: Alarm; may: boolean; picked: boolean; onPick: (on: boolean) => void; onSeen: () => void };

/** One alarm of the board: what, where, since when, who knows, and what may be done. */
export function AlarmItem({ alarm, may, picked, onPick, onSeen }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const { mutateAsync, isPending } = useDeviceChange();
  const [open, setOpen] = useState(false);
  const change = async (path: string, body?: object) => {
    try {
      await mutateAsync({ method: 'POST', path: `/alarms/${alarm.id}/${path}`, body });
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <li className={`al-item${alarm.active ? ' al-active' : ''}`}>
      {may && !alarm.acknowledged ? (
        <Checkbox
          aria-label={`${t('al.pick')} ${alarm.deviceName}`}
          checked={picked}
          onChange={({ target }) => onPick(target.checked)}
        />
      ) : (
        <span />
      )}
      <div className="al-what">
        <div className="al-head">
          <SeverityTag severity={alarm.severity} />
          <b>{text(alarm.name)}</b>
          {alarm.life && <span className="al-life">{t('al.life')}</span>}
          <Link to="/devices/list/$id" params={{ id: String(alarm.device) }}>
            {alarm.deviceName}
          </Link>
          {alarm.channel && <span className="quiet">{alarm.channel}</span>}
        </div>
        <div className="al-facts">
          <span>{t('al.raised', { when: formatWhen(alarm.raisedAt) })}</span>
          {alarm.details && <span>{text(alarm.details)}</span>}
          {alarm.place && <span>{alarm.place}</span>}
          <span className={alarm.active ? 'late' : ''}>{t(alarm.active ? 'al.state.active' : 'al.state.over')}</span>
          <span>{t(alarm.acknowledged ? 'al.state.seen' : 'al.state.unseen')}</span>
          {alarm.case && (
            <Link to="/cases/$number" params={{ number: alarm.case }}>
              {t('al.case')} {alarm.case}
            </Link>
          )}
          <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t('al.course')}
          </button>
        </div>
        {open && <AlarmCourse id={alarm.id} />}
      </div>
      {may && (
        <div className="al-acts">
          {!alarm.acknowledged && (
            <Button type="primary" size="small" onClick={onSeen}>
              {t('al.seen')}
            </Button>
          )}
          {alarm.active && (
            <Popconfirm
              title={t('al.clearAsk')}
              okText={t('al.clear')}
              cancelText={t('dv.cancel')}
              onConfirm={() => change('clear')}
            >
              <Button size="small" loading={isPending}>
                {t('al.clear')}
              </Button>
            </Popconfirm>
          )}
          <Select
            size="small"
            aria-label={t('al.verdict')}
            placeholder={t('al.verdict')}
            value={alarm.verdict}
            className="al-verdict"
            onChange={(verdict: string) => void change('verdict', { verdict })}
            options={(['true', 'false', 'test'] as const).map((value) => ({ value, label: t(`al.verdict.${value}`) }))}
          />
        </div>
      )}
    </li>
  );
}
