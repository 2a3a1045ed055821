import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import type { Me } from '../../kit/session.ts';
import { useText } from '../../kit/text.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { NearbyCases } from './nearby-cases.tsx';
import type { PartProps } from './part-props.ts';
import { bodyOf, clearReportDraft } from './report-draft.ts';
import { uploadPhotos } from './upload-photos.ts';
import { nameLocated, useLocated } from './use-located.ts';
import { useMatters } from './use-matters.ts';

/** The last look: the same matter near by to join instead, what will be sent, the button. */
export function SendPart({ draft, me }: PartProps & { me: Me }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [sent, setSent] = useState(0);
  const { lon, lat, photos } = draft;
  const picked = lon !== null && lat !== null ? { lon, lat } : null;
  const located = useLocated(picked);
  const matter = useMatters().find(({ key }) => key === draft.matter);
  const leave = async () => {
    await clearReportDraft(me.account);
    void client.invalidateQueries({ queryKey: ['mine'] });
  };
  const open = async (number: string, done: string) => {
    await leave();
    void navigate({
      to: '/cases/$number',
      params: { number },
      search: { done, ...(done === 'report' && { seq: 1 }) },
      replace: true,
    });
  };
  const send = useMutation({
    mutationFn: async () => {
      await uploadPhotos(photos, setSent);
      return api<{ number: string }>('POST', '/cases', bodyOf(draft));
    },
    onSuccess: ({ number }) => open(number, 'report'),
    onError: async (error) => {
      // an earlier try did arrive, with the words of then: it stands in the list, where more can be added
      if (!(error instanceof ApiProblem && error.code === 'act.id-used')) return;
      await leave();
      void navigate({ to: '/cases', replace: true });
    },
  });
  const where = [nameLocated(located, i18n.language), draft.place.trim()].filter(Boolean).join(' · ');
  return (
    <div className="r-form">
      {picked && (
        <NearbyCases place={picked} matter={draft.matter} onJoined={(number) => void open(number, 'follow')} />
      )}
      <section className="r-card" aria-labelledby="look">
        <h2 id="look">{t('report.look')}</h2>
        <Paragraphs text={draft.description} />
        <dl className="r-facts">
          <dt>{t('report.place')}</dt>
          <dd>{where || t('place.community')}</dd>
          <dt>{t('report.kind')}</dt>
          <dd>{text(matter?.name) || t('report.kindOpen')}</dd>
          <dt>{t('report.photos')}</dt>
          <dd>{photos.length}</dd>
          <dt>{t('report.anonymous')}</dt>
          <dd>{t(draft.anonymous ? 'kit.form.yes' : 'kit.form.no')}</dd>
        </dl>
      </section>
      {send.error && (
        <div className="r-fault" role="alert">
          {describeError(send.error)} {t('report.safe')}
        </div>
      )}
      <button
        type="button"
        className="r-button r-primary"
        disabled={send.isPending}
        aria-busy={send.isPending}
        onClick={() => send.mutate()}
      >
        {send.isPending
          ? photos.length > 0
            ? t('report.sendingPhotos', { n: Math.min(sent + 1, photos.length), all: photos.length })
            : t('act.sending')
          : t('report.send')}
      </button>
    </div>
  );
}
