import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import type { Place } from '../../kit/map-types.ts';
import { type Text, useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';

type Nearby = { number: string; title: Text; distance: number; openedAt: string; followers: number };
type Props = { place: Place; matter: string | null; onJoined: (number: string) => void };

/** Open cases near by: whoever sees the same thing joins one instead of making a second. */
export function NearbyCases({ place, matter, onJoined }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { data } = useQuery({
    queryKey: ['nearby', place, matter],
    queryFn: () =>
      api<Nearby[]>(
        'GET',
        `/cases/nearby?lon=${place.lon}&lat=${place.lat}${matter === null ? '' : `&matter=${matter}`}`,
      ),
  });
  const join = useMutation({
    mutationFn: async (number: string) => {
      await api('POST', `/cases/${number}/follow`, { actId: crypto.randomUUID() });
      return number;
    },
    onSuccess: onJoined,
  });
  if (!data || data.length === 0) return null;
  return (
    <section className="r-card" aria-labelledby="same">
      <h2 id="same">{t('same.title')}</h2>
      <div className="r-hint">{t('same.why')}</div>
      <ul className="r-list">
        {data.slice(0, 4).map((one) => (
          <li key={one.number} className="r-same">
            <span>
              <strong>{text(one.title)}</strong>
              <span className="r-hint">
                {t('same.far', { n: one.distance })} · {formatWhen(one.openedAt)}
                {one.followers > 0 && ` · ${t('same.followers', { n: one.followers })}`}
              </span>
            </span>
            <button
              type="button"
              className="r-button"
              disabled={join.isPending}
              onClick={() => join.mutate(one.number)}
            >
              {t('same.join')}
            </button>
          </li>
        ))}
      </ul>
      {join.error && (
        <div className="r-fault" role="alert">
          {describeError(join.error)}
        </div>
      )}
    </section>
  );
}
