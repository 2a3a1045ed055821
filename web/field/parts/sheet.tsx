import { Popup } from 'antd-mobile';
import type { ReactNode } from 'react';

type Props = { open: boolean; title: string; onClose(): void; children: ReactNode };

/** A sheet that rises from the bottom, within reach of the thumb. */
export function Sheet({ open, title, onClose, children }: Props) {
  return (
    <Popup
      visible={open}
      onMaskClick={onClose}
      destroyOnClose
      bodyStyle={{ borderTopLeftRadius: 18, borderTopRightRadius: 18 }}
    >
      <div className="f-sheet" role="dialog" aria-modal="true" aria-label={title}>
        <h2>{title}</h2>
        {children}
      </div>
    </Popup>
  );
}
