import { CloseCircleFill } from 'antd-mobile-icons';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import type { Refusal } from '../outbox/outbox-item.ts';
import { useDeclarations } from '../queries/use-case.ts';

/** Why the server said no, and where the case stands now when somebody else was first. */
export function RefusalNote({ refusal }: { refusal: Refusal }) {
  const { t } = useTranslation();
  const text = useText();
  const declarations = useDeclarations().data?.value ?? [];
  const { state } = refusal;
  const name = state && declarations.find((one) => one.states[state])?.states[state]?.name;
  return (
    <div className="f-alert late" role="alert">
      <CloseCircleFill aria-hidden />
      <p>
        <strong>{text(refusal.text)}</strong>
        {state && <span>{t('field.outbox.nowState', { state: name ? text(name) : state })}</span>}
      </p>
    </div>
  );
}
