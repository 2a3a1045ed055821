import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWorker } from '../app/worker.ts';
import { useOnline } from '../parts/use-online.ts';
import { type PostRow, usePosts } from '../queries/use-catalogue.ts';
import { rankPosts } from './rank-posts.ts';

type Props = { area: string; value: number | undefined; onChange(post: number): void };

/** Chooses the post that gets the case or is asked to help: those over the place first, any other by a word. */
export function TargetPicker({ area, value, onChange }: Props) {
  const { t } = useTranslation();
  const worker = useWorker();
  const online = useOnline();
  const posts = usePosts(worker).data?.value ?? [];
  const [word, setWord] = useState('');
  const shown = rankPosts(posts, area, word, worker.post?.id);
  const chosen = posts.find((post) => post.id === value);
  const list = chosen && !shown.includes(chosen) ? [chosen, ...shown] : shown;
  // Posts of a department carry its name already.
  const nameOf = (post: PostRow) =>
    post.name.includes(post.organisationName) ? post.name : `${post.organisationName} · ${post.name}`;
  return (
    <fieldset className="f-field f-plain">
      <legend className="f-label">{t('field.act.target')}</legend>
      {!online && <p className="f-note">{t('field.act.targetOffline')}</p>}
      <input
        className="f-input"
        type="search"
        aria-label={t('field.act.findTarget')}
        placeholder={t('field.act.findTarget')}
        value={word}
        onChange={(event) => setWord(event.target.value)}
      />
      <ul className="f-list f-tall">
        {list.map((post) => (
          <li key={post.id}>
            <button type="button" className="line" aria-pressed={post.id === value} onClick={() => onChange(post.id)}>
              <span className="grow">
                {nameOf(post)}
                <small>{[post.areaName, ...post.holders.map((one) => one.name)].join(' · ')}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
