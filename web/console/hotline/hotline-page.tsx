import { Alert, Button, Flex } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { checkValues, cleanValues } from '../../kit/json-form.ts';
import type { Receipt } from '../case/case-types.ts';
import { useProcedures } from '../shared/use-procedures.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { CallDone } from './call-done.tsx';
import { checkCall, writeCall } from './call-draft.ts';
import { CallForm } from './call-form.tsx';
import { callFormOf } from './call-form-of.ts';
import { CallMap } from './call-map.tsx';
import { CallTwins } from './call-twins.tsx';
import { useCall } from './use-call.ts';

/** A call taker's page: the form on the left, on the right the map and what may have been reported already. */
export function HotlinePage() {
  const { t } = useTranslation();
  const { procedures } = useProcedures();
  const { draft, change, restart } = useCall();
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [receipt, setReceipt] = useState<Receipt>();
  const page = useRef<HTMLDivElement>(null);
  usePageTitle(t('call.title'));
  const schema = callFormOf(procedures);
  const answers = cleanValues(schema, draft.values);
  const faults = tried ? checkCall(draft) : [];
  const formFaults = tried ? checkValues(schema, answers) : {};

  const submit = async () => {
    setTried(true);
    setProblem(undefined);
    const first = checkCall(draft)[0];
    if (first !== undefined) return page.current?.querySelector<HTMLElement>(`#call-${first}`)?.focus();
    if (busy || Object.keys(checkValues(schema, answers)).length > 0) return;
    setBusy(true);
    try {
      setReceipt(await api<Receipt>('POST', '/cases', writeCall(draft, answers)));
    } catch (error) {
      setProblem(describeError(error));
    }
    setBusy(false);
  };
  const startNext = () => {
    restart();
    setReceipt(undefined);
    setTried(false);
    setProblem(undefined);
  };
  const latest = useRef(submit);
  useEffect(() => {
    latest.current = submit;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void latest.current();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  if (receipt !== undefined) return <CallDone number={receipt.number} onNext={startNext} />;
  return (
    <div className="page" ref={page}>
      <div className="page-head">
        <h1>{t('call.title')}</h1>
        <span className="quiet">{t('call.lead')}</span>
      </div>
      <div className="call-columns">
        <div className="panel panel-body">
          <CallForm draft={draft} faults={faults} schema={schema} formFaults={formFaults} onChange={change} />
          {problem !== undefined && (
            <Alert type="error" showIcon role="alert" title={problem} className="call-problem" />
          )}
          <Flex gap={8} justify="end" className="call-foot">
            <Button onClick={startNext}>{t('call.restart')}</Button>
            <Button type="primary" loading={busy} onClick={() => void submit()}>
              {t('call.submit')}
              <kbd aria-hidden>Ctrl ↵</kbd>
            </Button>
          </Flex>
        </div>
        <div className="case-column">
          <CallMap draft={draft} onChange={change} />
          <CallTwins draft={draft} />
        </div>
      </div>
    </div>
  );
}
