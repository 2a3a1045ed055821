import { useTranslation } from 'react-i18next';
import type { CaseDetail, CaseStep } from '../offline/case-types.ts';
import { PhotoStrip } from '../parts/photo-strip.tsx';

/** Photos before and after the work; "after" begins with the first act that says it is done. */
export function CasePhotos({ detail, steps }: { detail: CaseDetail; steps: readonly CaseStep[] }) {
  const { t } = useTranslation();
  const images = detail.files.filter((file) => file.mime.startsWith('image/'));
  if (!images.length) return null;
  const finished = steps.find((step) => step.act === 'finish')?.seq ?? Number.POSITIVE_INFINITY;
  const groups = [
    { label: t('field.act.photosBefore'), ids: images.filter((file) => file.step < finished).map((file) => file.id) },
    { label: t('field.act.photosAfter'), ids: images.filter((file) => file.step >= finished).map((file) => file.id) },
  ].filter((group) => group.ids.length);
  return (
    <section className="f-card f-stack">
      {groups.map((group) => (
        <div key={group.label}>
          <h2>{groups.length > 1 ? group.label : t('field.case.photos')}</h2>
          <PhotoStrip ids={group.ids} />
        </div>
      ))}
    </section>
  );
}
