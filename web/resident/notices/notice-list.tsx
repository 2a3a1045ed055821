import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { useMe } from '../../kit/session.ts';
import { formatWhen } from '../../kit/time.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { Failed, Loading } from '../parts/states.tsx';

type Notice = { id: number; area: string; areaName: string; title: string; body: string; publishedAt: string };

/** What the home community, its street and the district told, the newest first. @param most how many at most */
export function NoticeList({ most = 50 }: { most?: number }) {
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
          <h3>{notice.title}</h3>
          <div className="r-hint">
            {notice.areaName} · {formatWhen(notice.publishedAt)}
          </div>
          <Paragraphs text={notice.body} />
        </li>
      ))}
    </ul>
  );
}
