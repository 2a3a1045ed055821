import { CheckCircleFill, RightOutline } from 'antd-mobile-icons';
import { useText } from '../../kit/text.ts';
import { formatWhen } from '../../kit/time.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { FieldLink } from '../parts/field-link.tsx';

/** What was sent, in one line that leads to the case or the device. */
export function SentLine({ item }: { item: OutboxItem }) {
  const text = useText();
  return (
    <FieldLink
      to={item.kind === 'device' ? `/devices/${item.receipt?.device ?? ''}` : `/case/${item.receipt?.number ?? ''}`}
      className="line"
    >
      <CheckCircleFill aria-hidden className="f-good" />
      <span className="grow">
        {text(item.label)}
        {item.subject !== text(item.label) && <small className="f-ink">{item.subject}</small>}
        <small>{formatWhen(new Date(item.sentAt ?? item.madeAt).toISOString())}</small>
      </span>
      <RightOutline aria-hidden />
    </FieldLink>
  );
}
