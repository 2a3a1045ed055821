import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';

const WAIT_S = 60;

/** Phone, code, in: two fields and no puzzle to solve. In the sample the code stands on the screen. */
export function PhoneSignIn({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [sent, setSent] = useState<{ sampleCode?: string } | null>(null);
  const [wait, setWait] = useState(0);
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const codeField = useRef<HTMLInputElement>(null);
  const hasSent = sent !== null;

  useEffect(() => {
    if (hasSent) codeField.current?.focus();
  }, [hasSent]);
  useEffect(() => {
    if (wait <= 0) return;
    const timer = setTimeout(() => setWait(wait - 1), 1000);
    return () => clearTimeout(timer);
  }, [wait]);

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setFault('');
    try {
      await work();
    } catch (error) {
      setFault(describeError(error));
    }
    setBusy(false);
  };
  const send = () => {
    if (!/^1[3-9]\d{9}$/.test(phone)) return setFault(t('kit.signIn.badPhone'));
    void run(async () => {
      setSent(await api<{ sampleCode?: string }>('POST', '/resident/code', { phone }));
      setWait(WAIT_S);
    });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!hasSent) return send();
    if (!/^\d{6}$/.test(code)) return setFault(t('kit.signIn.badCode'));
    void run(async () => {
      await api('POST', '/resident/sign-in', { phone, code });
      onDone();
    });
  };
  const digits = (text: string, most: number) => text.replace(/\D/g, '').slice(0, most);

  return (
    <form className="r-card r-form" noValidate onSubmit={submit}>
      <label className="r-label" htmlFor="phone">
        {t('kit.signIn.phone')}
      </label>
      <input
        id="phone"
        type="tel"
        inputMode="numeric"
        autoComplete="tel-national"
        value={phone}
        onChange={(event) => setPhone(digits(event.target.value, 11))}
        aria-describedby={fault ? 'sign-in-fault' : undefined}
      />
      {hasSent && (
        <>
          <label className="r-label" htmlFor="code">
            {t('kit.signIn.code')}
          </label>
          <input
            ref={codeField}
            id="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(event) => setCode(digits(event.target.value, 6))}
            aria-describedby={fault ? 'sign-in-fault' : 'sign-in-sent'}
          />
          <div id="sign-in-sent" className="r-hint" role="status">
            {sent.sampleCode ? t('kit.signIn.sampleCode', { code: sent.sampleCode }) : t('kit.signIn.sent')}
          </div>
        </>
      )}
      {fault && (
        <div id="sign-in-fault" className="r-fault" role="alert">
          {fault}
        </div>
      )}
      <button type="submit" className="r-button r-primary" disabled={busy}>
        {t(hasSent ? 'kit.signIn.go' : 'kit.signIn.sendCode')}
      </button>
      {hasSent && (
        <button type="button" className="r-link" disabled={busy || wait > 0} onClick={send}>
          {wait > 0 ? t('kit.signIn.again', { n: wait }) : t('kit.signIn.sendCode')}
        </button>
      )}
    </form>
  );
}
