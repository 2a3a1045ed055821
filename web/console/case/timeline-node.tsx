import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FormSchema } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { formatLeft, formatWhen } from '../../kit/time.ts';
import { nameNearArea } from '../shared/area-tree.ts';
import { describeAnswers } from '../shared/describe-answers.ts';
import { useAreas } from '../shared/use-areas.ts';
import { useMatters } from '../shared/use-matters.ts';
import { useTargetPosts } from '../shared/use-posts.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import { FileRow } from './case-photos.tsx';
import type { Step } from './case-types.ts';

/** Answers that the node tells in its own way, or that the page shows elsewhere. */
const told = ['target', 'into', 'description', 'place', 'note', 'matter', 'batch', 'to'];

type Props = { step: Step; files: { id: string; mime: string }[]; procedure: string; asked: FormSchema | undefined };

/** One node: what was done, by whom at which post, when, within what limit, with which words and evidence. */
export function TimelineNode({ step, files, procedure, asked }: Props) {
  const { t, i18n } = useTranslation();
  const text = useText();
  const { procedures, states } = useProcedures();
  const { posts } = useTargetPosts();
  const { byKey } = useMatters();
  const areas = useAreas();
  const matter = byKey.get(String(step.data.matter));
  const form = procedures.find((one) => one.procedure === procedure)?.acts[step.act]?.ask;
  const whole = asked ? { ...form, properties: { ...asked.properties, ...form?.properties } } : form;
  const answers = describeAnswers(whole, step.data, i18n.language, told);
  const target = posts.find((post) => post.id === step.data.target);
  const evidence = step.files.map((id) => files.find((file) => file.id === id) ?? { id, mime: 'image/jpeg' });
  const state = states.get(step.toState);
  return (
    <li className={step.who.system ? 'node node-clock' : 'node'}>
      <div className="node-head">
        <b>{text(step.name)}</b>
        {step.fromState !== step.toState && state !== undefined && <span className="node-state">→ {text(state)}</span>}
        <span className="frame-space" />
        <time dateTime={step.at} className="nums">
          {formatWhen(step.at)}
        </time>
      </div>
      <div className="quiet">
        {nameDoer(step, t)}
        {step.leftMs !== null && step.dueAt !== null && (
          <span className={step.leftMs < 0 ? 'late' : ''} title={t('case.limitWas', { when: formatWhen(step.dueAt) })}>
            {' · '}
            {t(step.leftMs < 0 ? 'case.late' : 'case.left', { left: formatLeft(step.leftMs) })}
          </span>
        )}
      </div>
      {target !== undefined && <div>{`${t('act.target')}${t('route.gap')}${target.name}`}</div>}
      {matter !== undefined && <div>{`${t('case.matter')}${t('route.gap')}${text(matter.name)} · ${matter.key}`}</div>}
      {typeof step.data.to === 'string' && (
        <div>
          {t('case.toldTo', { area: nameNearArea(areas, step.data.to, i18n.language === 'en') || step.data.to })}
        </div>
      )}
      {typeof step.data.into === 'string' && (
        <Link to="/cases/$number" params={{ number: step.data.into }}>
          {t('case.mergedInto', { number: step.data.into })}
        </Link>
      )}
      {answers.map(({ key, label, value }) => (
        <div key={key}>{`${label}${t('route.gap')}${value}`}</div>
      ))}
      {step.note !== null && step.note !== '' && <p className="node-note">{step.note}</p>}
      {evidence.length > 0 && <FileRow files={evidence} />}
      <div className="node-proof" title={step.hash}>
        {`#${step.seq} · ${t('case.proof')} ${step.hash.slice(0, 10)}`}
      </div>
    </li>
  );
}

function nameDoer(step: Step, t: TFunction): string {
  if (step.who.system) return t('case.clock');
  if (step.who.reporter) return t('case.reporter');
  return [step.who.name, step.who.post].filter(Boolean).join(' · ');
}
