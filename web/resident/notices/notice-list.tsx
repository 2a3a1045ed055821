import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { useMe } from '../../kit/session.ts';
import { formatWhen } from '../../kit/time.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { Failed, Loading } from '../parts/states.tsx';

type Notice = { id: number; area: string; areaName: string; title: string; body: string; publishedAt: string };

/** What the home community, its street and the district told, the newest first. @param under the heading it stands below */
export function NoticeList({ most, under }: { most: number; under: 'h1' | 'h2' }) {
  const Heading = under === 'h1' ? 'h2' : 'h3';
  const { t } = useTranslation();
  const { data: me } = useMe();
  const home = me?.homeArea;
  const { data, error, refetch } = useQuery({
    queryKey: ['notices', home],
    queryFn: () => api<Notice[]>('GET', `/notices?area=${home}`),
    enabled: Boolean(home),
  });
  if (!home)
    return (
      <Link to="/settings" className="r-row">
        {t('notices.choose')}
      </Link>
    );
  if (!data) return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
  if (data.length === 0) return <div className="r-hint">{t('notices.none')}</div>;
  return (
    <ul className="r-list">
      {data.slice(0, most).map((notice) => (
        <li key={notice.id} className="r-card">
          <Heading>{notice.title}</Heading>
          <div className="r-hint">
            {notice.areaName} · {formatWhen(notice.publishedAt)}
          </div>
          <Paragraphs text={notice.body} />
        </li>
      ))}
    </ul>
  );
}
