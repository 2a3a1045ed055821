import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { listFields } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import { nameAreaPath } from '../shared/area-tree.ts';
import { describeAnswers, nameField } from '../shared/describe-answers.ts';
import { Facts } from '../shared/facts.tsx';
import { useAreas } from '../shared/use-areas.ts';
import { useMatters } from '../shared/use-matters.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import { CasePhotos } from './case-photos.tsx';
import { CasePlace } from './case-place.tsx';
import type { CaseDetail } from './case-types.ts';
import { Contact } from './contact.tsx';
import { describeRoute } from './describe-route.ts';
import { ownForm } from './own-form.ts';

/** The left side of the page: what was reported, by whom, where, with its form, photos and map. */
export function CaseFacts({ found }: { found: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const areas = useAreas();
  const { byKey } = useMatters();
  const { procedures } = useProcedures();
  const matter = found.matter === null ? undefined : byKey.get(found.matter);
  const procedure = procedures.find((one) => one.procedure === found.procedure);
  // questions that the case brings of its own are no answers; they are listed as what is to be asked
  const asked = listFields(ownForm(found));
  const answers = describeAnswers(procedure?.form, found.attributes, i18n.language, ['form']);
  return (
    <>
      <section className="panel panel-body" aria-labelledby="case-facts">
        <h2 id="case-facts" className="panel-title">
          {t('case.facts')}
        </h2>
        <p className="case-description">{found.description}</p>
        <Facts
          rows={[
            [t('case.matter'), matter === undefined ? found.matter : `${text(matter.name)} · ${matter.key}`],
            [t('case.procedure'), procedure === undefined ? found.procedure : text(procedure.name)],
            [t('case.source'), t(`source.${found.source}`, { defaultValue: found.source })],
            [t('case.openedAt'), formatWhen(found.openedAt)],
            [t('case.area'), nameAreaPath(areas, found.area, i18n.language === 'en') || found.areaName],
            [t('case.place'), found.place],
            [t('case.owner'), found.owner?.name ?? (found.open ? t('desk.nobody') : null)],
            [t('case.unit'), found.unit?.name],
            [t('case.contact'), found.anonymous || found.contact ? <Contact key="contact" found={found} /> : null],
            [t('case.counters'), counters(found, t)],
            [t('case.route'), describeRoute(found.routeReason, areas, t, i18n.language === 'en')],
          ]}
        />
      </section>
      {answers.length > 0 && (
        <section className="panel panel-body" aria-labelledby="case-form">
          <h2 id="case-form" className="panel-title">
            {t('case.form')}
          </h2>
          <Facts rows={answers.map(({ label, value }) => [label, value])} />
        </section>
      )}
      {asked.length > 0 && (
        <section className="panel panel-body" aria-labelledby="case-asked">
          <h2 id="case-asked" className="panel-title">
            {t('case.asked', { count: asked.length })}
          </h2>
          <ol className="asked">
            {asked.map(({ key, field }) => (
              <li key={key}>{nameField(key, field, i18n.language)}</li>
            ))}
          </ol>
        </section>
      )}
      <CasePhotos files={found.files} />
      <CasePlace found={found} />
    </>
  );
}

function counters(found: CaseDetail, t: TFunction): string | null {
  const told = [
    found.returns > 0 ? t('case.returns', { count: found.returns }) : null,
    found.redos > 0 ? t('case.redos', { count: found.redos }) : null,
    found.followers > 0 ? t('case.followers', { count: found.followers }) : null,
    found.complex ? t('case.complex') : null,
    found.confidential ? t('case.confidential') : null,
  ].filter((one) => one !== null);
  return told.length > 0 ? told.join(' · ') : null;
}
