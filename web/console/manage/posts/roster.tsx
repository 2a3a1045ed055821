import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import type { PostRow } from './grow-post-tree.ts';
import { RosterDay } from './roster-day.tsx';
import { type Duty, dayStart, localParts, shiftMonth, weeksOf } from './roster-month.ts';

/** The roster of a post as a month; a day opens for editing. */
export function Roster({ post }: { post: PostRow }) {
  const { t, i18n } = useTranslation();
  const today = localParts(new Date().toISOString()).day;
  const [month, setMonth] = useState(today.slice(0, 7));
  const [editing, setEditing] = useState<string>();
  const days = weeksOf(month);
  const range = { from: dayStart(days[0] ?? today), to: dayStart(weeksOf(shiftMonth(month, 1)).at(-1) ?? today) };
  const { data } = useQuery({
    queryKey: ['duty', post.id, month],
    queryFn: () => api<Duty[]>('GET', `/posts/${post.id}/duty?${new URLSearchParams(range).toString()}`),
  });
  const byDay = Map.groupBy(data ?? [], (duty) => localParts(duty.starts).day);
  const locale = i18n.language === 'en' ? 'en' : 'zh-CN';
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' });
  const title = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return (
    <section className="panel panel-body" aria-labelledby="roster-title">
      <h2 id="roster-title" className="panel-title">
        {t('posts.roster')}
      </h2>
      <p className="manage-note">{t('posts.rosterHint')}</p>
      <div className="roster-head-line">
        <Button
          size="small"
          icon={<LeftOutlined aria-hidden />}
          aria-label={t('posts.previous')}
          onClick={() => setMonth(shiftMonth(month, -1))}
        />
        <strong aria-live="polite">{title.format(new Date(`${month}-01T00:00:00Z`))}</strong>
        <Button
          size="small"
          icon={<RightOutlined aria-hidden />}
          aria-label={t('posts.next')}
          onClick={() => setMonth(shiftMonth(month, 1))}
        />
      </div>
      <div className="roster">
        {days.slice(0, 7).map((day) => (
          <span key={day} className="roster-head">
            {weekday.format(new Date(`${day}T00:00:00Z`))}
          </span>
        ))}
        {days.map((day) => (
          <button
            key={day}
            type="button"
            className={`roster-day${day.startsWith(month) ? '' : ' roster-out'}${day === today ? ' roster-today' : ''}`}
            onClick={() => setEditing(day)}
          >
            <span className="roster-number">{Number(day.slice(8))}</span>
            {(byDay.get(day) ?? []).map((duty) => (
              <span key={`${duty.account}${duty.starts}`} className="roster-duty">
                {duty.name} {localParts(duty.starts).time}–{localParts(duty.ends).time}
              </span>
            ))}
          </button>
        ))}
      </div>
      {editing && (
        <RosterDay
          key={editing}
          post={post}
          day={editing}
          duties={byDay.get(editing) ?? []}
          onClose={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}
