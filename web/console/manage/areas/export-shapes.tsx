import { Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { chosenPost } from '../../../kit/api.ts';
import { type Area, nameArea } from '../../shared/area-tree.ts';

export const systems = ['wgs84', 'gcj02', 'bd09'] as const;
export type Crs = (typeof systems)[number];

/** The shapes in force as a file, in the coordinates that its reader expects. */
export function ExportShapes({ area, onClose }: { area: Area; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const [crs, setCrs] = useState<Crs>('wgs84');
  const query = new URLSearchParams({ crs, within: area.code, ...(chosenPost() && { post: chosenPost() as string }) });
  return (
    <Modal
      open
      title={t('areas.export')}
      onCancel={onClose}
      okText={t('areas.doExport')}
      cancelText={t('manage.cancel')}
      okButtonProps={{ href: `/api/areas/shapes.geojson?${query.toString()}`, download: true }}
      onOk={onClose}
    >
      <p>{t('areas.exportWithin', { name: nameArea(area, i18n.language === 'en') })}</p>
      <CrsChoice value={crs} onChange={setCrs} />
    </Modal>
  );
}

/** Coordinates are declared, never guessed: the three systems in use differ by up to some hundred metres. */
export function CrsChoice({ value, onChange }: { value: Crs; onChange: (crs: Crs) => void }) {
  const { t } = useTranslation();
  return (
    <Radio.Group
      aria-label={t('areas.crs')}
      className="crs-choice"
      value={value}
      onChange={(event) => onChange(event.target.value as Crs)}
      options={systems.map((one) => ({ value: one, label: t(`areas.crs.${one}`) }))}
    />
  );
}
