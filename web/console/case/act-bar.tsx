import { MoreOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ActOffer } from '../../kit/act-form.tsx';
import { useText } from '../../kit/text.ts';
import type { RankedActs } from './rank-acts.ts';

/** The acts on offer. Digits do them too, in the order in which they stand. */
export function ActBar({
  ranked,
  busy,
  onChoose,
}: {
  ranked: RankedActs;
  busy: string | undefined;
  onChoose: (offer: ActOffer) => void;
}) {
  const { t } = useTranslation();
  const text = useText();
  const { main, danger, more } = ranked;
  const none = main.length + danger.length + more.length === 0;
  return (
    <section className="act-bar" aria-label={t('case.acts')}>
      {none && <span className="quiet">{t('case.noActs')}</span>}
      {main.map((offer, at) => (
        <Button
          key={offer.act}
          type={offer.style === 'primary' ? 'primary' : 'default'}
          loading={busy === offer.act}
          onClick={() => onChoose(offer)}
        >
          {text(offer.name)}
          <kbd aria-hidden>{at + 1}</kbd>
        </Button>
      ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((offer) => ({ key: offer.act, label: text(offer.name) })),
            onClick: ({ key }) => onChoose(more.find((offer) => offer.act === key) as ActOffer),
          }}
        >
          <Button icon={<MoreOutlined aria-hidden />}>{t('case.moreActs')}</Button>
        </Dropdown>
      )}
      <span className="frame-space" />
      {danger.map((offer) => (
        <Button key={offer.act} danger onClick={() => onChoose(offer)}>
          {text(offer.name)}
        </Button>
      ))}
    </section>
  );
}
