import { useTranslation } from 'react-i18next';
import type { CaseDetail, CaseStep } from '../offline/case-types.ts';
import { PhotoStrip } from '../parts/photo-strip.tsx';

const DONE = ['finish', 'settle'];

/** Photos before and after the work; "after" begins with the first act that says it is done. */
export function CasePhotos({ detail, steps }: { detail: CaseDetail; steps: readonly CaseStep[] }) {
  const { t } = useTranslation();
  const images = new Set(detail.files.filter((file) => file.mime.startsWith('image/')).map((file) => file.id));
  if (!images.size) return null;
  const done = steps.find((step) => DONE.includes(step.act))?.seq ?? Number.POSITIVE_INFINITY;
  const after = steps.filter((step) => step.seq >= done).flatMap((step) => step.files.filter((id) => images.has(id)));
  const groups = [
    { label: t('field.act.photosBefore'), ids: [...images].filter((id) => !after.includes(id)) },
    { label: t('field.act.photosAfter'), ids: after },
  ].filter((group) => group.ids.length);
  return (
    <section className="f-card f-stack">
      {groups.map((group) => (
        <div key={group.label}>
          <h2>{after.length > 0 ? group.label : t('field.case.photos')}</h2>
          <PhotoStrip ids={group.ids} />
        </div>
      ))}
    </section>
  );
}
