import { App } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActOffer } from '../../kit/act-form.tsx';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import type { CaseDetail } from './case-types.ts';
import { keepActId } from './keep-act-id.ts';
import { sendAct } from './send-act.ts';

/**
 * What happens when an act is chosen: one that asks for nothing and is not dangerous is done at once, any other
 * opens its drawer.
 */
export function useActs(found: CaseDetail | undefined, reload: () => Promise<void>) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const [offer, setOffer] = useState<ActOffer>();
  const [busy, setBusy] = useState<string>();
  const idFor = useRef(keepActId());

  const doNow = async (one: ActOffer, at: CaseDetail) => {
    const content = { act: one.act, seq: at.seq, values: {}, files: [], target: undefined };
    setBusy(one.act);
    try {
      await sendAct(at.number, idFor.current(content), content);
      void message.success(t('act.done', { act: text(one.name) }));
    } catch (error) {
      void message.error(describeError(error));
    }
    await reload();
    setBusy(undefined);
  };
  const choose = (one: ActOffer) => {
    const asks = one.ask !== null || one.needsTarget || one.evidence > 0 || one.style === 'danger';
    if (asks || found === undefined) setOffer(one);
    else if (busy === undefined) void doNow(one, found);
  };
  return { offer, busy, choose, close: () => setOffer(undefined) };
}
