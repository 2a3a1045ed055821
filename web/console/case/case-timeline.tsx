import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormSchema } from '../../kit/json-form.ts';
import type { Step } from './case-types.ts';
import { TimelineNode } from './timeline-node.tsx';

/** Every node of the closed loop, the newest on top unless turned round. */
export function CaseTimeline({
  steps,
  loading,
  files,
  procedure,
  asked,
}: {
  steps: Step[];
  loading: boolean;
  files: { id: string; mime: string }[];
  procedure: string;
  /** Questions that this case brings of its own. */
  asked: FormSchema | undefined;
}) {
  const { t } = useTranslation();
  const [newestFirst, setNewestFirst] = useState(true);
  const ordered = newestFirst ? [...steps].reverse() : steps;
  return (
    <section className="panel panel-body" aria-labelledby="case-timeline">
      <div className="case-head-line">
        <h2 id="case-timeline" className="panel-title">
          {t('case.timeline')}
        </h2>
        <span className="quiet">{t('case.steps', { count: steps.length })}</span>
        <span className="frame-space" />
        <Button type="text" size="small" onClick={() => setNewestFirst(!newestFirst)}>
          {t(newestFirst ? 'case.newest' : 'case.oldest')}
        </Button>
      </div>
      {loading && <Skeleton active />}
      <ol className="timeline">
        {ordered.map((step) => (
          <TimelineNode key={step.seq} step={step} files={files} procedure={procedure} asked={asked} />
        ))}
      </ol>
    </section>
  );
}
