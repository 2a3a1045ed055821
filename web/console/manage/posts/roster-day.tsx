import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useChange } from '../use-change.ts';
import type { PostRow } from './grow-post-tree.ts';
import { type Duty, dayStart, dutyOf, localParts, type Shift, shiftMonth, weeksOf } from './roster-month.ts';

type Props = { post: PostRow; day: string; duties: Duty[]; onClose: () => void };

/** The shifts of one day; they can be laid over the whole month. */
export function RosterDay({ post, day, duties, onClose }: Props) {
  const { t } = useTranslation();
  const { change, busy } = useChange(['duty', 'posts']);
  const [shifts, setShifts] = useState<(Shift & { key: number })[]>(() =>
    duties.map((duty, key) => ({
      key,
      account: duty.account,
      start: localParts(duty.starts).time,
      end: localParts(duty.ends).time,
    })),
  );
  const [everyDay, setEveryDay] = useState(false);
  const edit = (key: number, part: Partial<Shift>) =>
    setShifts(shifts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = () =>
    setShifts([
      ...shifts,
      {
        key: Math.max(-1, ...shifts.map((one) => one.key)) + 1,
        account: post.holders[0]?.account ?? '',
        start: '08:00',
        end: '18:00',
      },
    ]);
  const whole = shifts.every((one) => dutyOf(day, one) !== undefined);
  const save = async () => {
    const month = day.slice(0, 7);
    const days = everyDay ? weeksOf(month).filter((one) => one.startsWith(month)) : [day];
    const after = everyDay
      ? `${shiftMonth(month, 1)}-01`
      : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
    const entries = days.flatMap((one) => shifts.map((shift) => dutyOf(one, shift)));
    const body = { from: dayStart(everyDay ? `${month}-01` : day), to: dayStart(after), entries };
    if ((await change('PUT', `/posts/${post.id}/duty`, body)) !== undefined) onClose();
  };
  return (
    <Modal
      open
      title={t('posts.rosterDay', { day })}
      onCancel={onClose}
      onOk={() => void save()}
      okText={t('manage.save')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ disabled: !whole, loading: busy }}
    >
      {shifts.length === 0 && <p className="quiet">{t('posts.rosterNone')}</p>}
      {shifts.map((shift) => (
        <div key={shift.key} className="manage-tools roster-shift">
          <Select
            className="manage-filter"
            aria-label={t('posts.person')}
            value={shift.account}
            onChange={(account) => edit(shift.key, { account })}
            options={post.holders.map((one) => ({ value: one.account, label: one.name }))}
          />
          <Input
            className="roster-time"
            type="time"
            aria-label={t('posts.starts')}
            value={shift.start}
            onChange={(event) => edit(shift.key, { start: event.target.value })}
          />
          <span>–</span>
          <Input
            className="roster-time"
            type="time"
            aria-label={t('posts.ends')}
            value={shift.end}
            onChange={(event) => edit(shift.key, { end: event.target.value })}
          />
          {shift.end <= shift.start && shift.end !== '' && <span className="quiet">{t('posts.nextDay')}</span>}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('posts.removeDuty')}
            onClick={() => setShifts(shifts.filter((one) => one.key !== shift.key))}
          />
        </div>
      ))}
      <div className="manage-tools roster-shift">
        <Button icon={<PlusOutlined aria-hidden />} disabled={post.holders.length === 0} onClick={add}>
          {t('posts.addDuty')}
        </Button>
        <Checkbox checked={everyDay} onChange={(event) => setEveryDay(event.target.checked)}>
          {t('posts.repeat')}
        </Checkbox>
      </div>
    </Modal>
  );
}
