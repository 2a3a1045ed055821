import { Alert, App, Button, Drawer, Flex, Form } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActOffer } from '../../kit/act-form.tsx';
import { ApiProblem } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { checkValues, cleanValues, defaultValues, type FormValues } from '../../kit/json-form.ts';
import { useText } from '../../kit/text.ts';
import { SchemaFields } from '../shared/schema-fields.tsx';
import { useProcedures } from '../shared/use-procedures.ts';
import type { CaseDetail } from './case-types.ts';
import { EvidencePicker } from './evidence-picker.tsx';
import { keepActId } from './keep-act-id.ts';
import { MergePicker } from './merge-picker.tsx';
import { sendAct } from './send-act.ts';
import { TargetPicker } from './target-picker.tsx';

type Props = { found: CaseDetail; offer: ActOffer; onClose: () => void; reload: () => Promise<void> };

/**
 * The form of one act. It is bound to the step it was opened at: when the case takes another step meanwhile, by this
 * reader's refusal (409) or by what the event stream tells, the drawer says so, keeps what was typed, and asks again.
 */
export function ActDrawer({ found, offer, onClose, reload }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const { modal, message } = App.useApp();
  const { states } = useProcedures();
  const [values, setValues] = useState<FormValues>(() => ({ ...defaultValues(offer.ask), ...known(offer, found) }));
  const [files, setFiles] = useState<string[]>([]);
  const [target, setTarget] = useState<number>();
  const [seq, setSeq] = useState(found.seq);
  const [tried, setTried] = useState(false);
  /** Once something is typed, Escape no longer throws it away. */
  const [touched, setTouched] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const idFor = useRef(keepActId());
  const name = text(offer.name);
  const clean = cleanValues(offer.ask, values);
  const moved = found.seq !== seq;
  const gone = !found.acts.some((one) => one.act === offer.act);
  const faults = tried ? checkValues(offer.ask, clean) : {};
  const noTarget = offer.needsTarget && target === undefined;
  const tooFew = files.length < offer.evidence;

  const send = async () => {
    setTried(true);
    setProblem(undefined);
    if (Object.keys(checkValues(offer.ask, clean)).length > 0 || noTarget || tooFew) return;
    if (
      offer.style === 'danger' &&
      !(await modal.confirm({
        title: t('act.danger', { act: name }),
        content: t('act.dangerHint'),
        okText: name,
        okButtonProps: { danger: true },
        cancelText: t('shell.cancel'),
      }))
    )
      return;
    setBusy(true);
    const content = { act: offer.act, seq: found.seq, values: clean, files, target };
    try {
      await sendAct(found.number, idFor.current(content), content);
      onClose();
      void message.success(t('act.done', { act: name }));
      await reload();
    } catch (error) {
      // The reload brings a new step number; from it the drawer knows that somebody was first.
      if (error instanceof ApiProblem && error.status === 409) await reload();
      else setProblem(describeError(error));
      setBusy(false);
    }
  };

  return (
    <Drawer
      open
      size={520}
      title={<h2 className="drawer-title">{name}</h2>}
      onClose={onClose}
      mask={{ closable: false }}
      keyboard={!touched}
      footer={
        <Flex justify="end" gap={8}>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          {moved ? (
            <Button type="primary" disabled={gone} onClick={() => setSeq(found.seq)}>
              {t('act.tryAgain')}
            </Button>
          ) : (
            <Button type="primary" danger={offer.style === 'danger'} loading={busy} onClick={() => void send()}>
              {t('act.submit', { act: name })}
            </Button>
          )}
        </Flex>
      }
    >
      <div aria-live="assertive" className="act-alerts">
        {moved && (
          <Alert
            type="warning"
            showIcon
            title={t('act.movedTitle')}
            description={`${t('act.moved', { state: text(states.get(found.state)) || found.state })}${gone ? ` ${t('act.gone')}` : ''}`}
          />
        )}
        {problem !== undefined && <Alert type="error" showIcon title={problem} />}
      </div>
      <Form layout="vertical" component="div">
        {offer.needsTarget && (
          <Form.Item
            label={t('act.target')}
            htmlFor="act-target"
            required
            validateStatus={tried && noTarget ? 'error' : ''}
            help={tried && noTarget ? t('act.targetNeeded') : undefined}
          >
            <TargetPicker
              id="act-target"
              caseArea={found.area}
              matter={found.matter ?? undefined}
              value={target}
              onChange={setTarget}
            />
          </Form.Item>
        )}
        <SchemaFields
          idPrefix="act"
          schema={offer.ask}
          values={values}
          faults={faults}
          onChange={(next) => {
            setTouched(true);
            setValues(next);
          }}
          draw={(key, value, set) =>
            key === 'into' ? (
              <MergePicker id="act-into" number={found.number} value={value} onChange={set} />
            ) : undefined
          }
        />
        {(offer.evidence > 0 || offer.ask !== null) && (
          <Form.Item
            label={t('act.files')}
            required={offer.evidence > 0}
            validateStatus={tried && tooFew ? 'error' : ''}
            help={tried && tooFew ? t('act.filesNeeded', { count: offer.evidence }) : undefined}
          >
            <EvidencePicker
              onChange={(ids) => {
                setTouched(true);
                setFiles(ids);
              }}
              onBusy={setBusy}
            />
          </Form.Item>
        )}
      </Form>
    </Drawer>
  );
}

/** What the case already says stands in the form when it opens. */
function known(offer: ActOffer, found: CaseDetail): FormValues {
  const fields = offer.ask?.properties ?? {};
  return {
    ...('matter' in fields && found.matter !== null ? { matter: found.matter } : {}),
    ...('urgency' in fields ? { urgency: found.urgency } : {}),
  };
}
