import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type Place } from '../../kit/area-map.tsx';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import { useAreaName } from './use-area-name.ts';
import type { Claim } from './use-claims.ts';
import { useDeviceChange, useProfiles } from './use-devices.ts';

/** Claims a device in one step: name, kind and place, filled in as far as it told. */
export function TakeClaim({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useAreaName();
  const { message } = App.useApp();
  const { data: profiles = [] } = useProfiles();
  const { mutateAsync, isPending } = useDeviceChange<{ area: string }>();
  const own = usePostArea();
  const [best] = claim.guesses;
  const [name, setName] = useState(best ? `${claim.place?.place ?? ''}${text(best.name)}` : '');
  const [profile, setProfile] = useState(best?.profile);
  const [place, setPlace] = useState(claim.place?.place ?? '');
  const [area, setArea] = useState<string | undefined>(claim.place?.area);
  const [point, setPoint] = useState<Place | null>(() =>
    claim.place?.lon != null && claim.place.lat != null ? { lon: claim.place.lon, lat: claim.place.lat } : null,
  );
  const within = area ?? own;
  const shapes = useShapes(Math.min(4, within.length / 3), within.length > 12 ? within.slice(0, 12) : within);
  const model = [claim.maker, claim.model].filter(Boolean).join(' ');
  const save = async () => {
    const body = {
      code: claim.code,
      name: name.trim(),
      profile,
      area: within,
      ...(place.trim() && { place: place.trim() }),
      ...(point && { lon: point.lon, lat: point.lat }),
      ...(claim.maker && { maker: claim.maker }),
      ...(claim.model && { model: claim.model }),
    };
    try {
      const made = await mutateAsync({ method: 'POST', path: '/claims/take', body });
      void message.success(t('cl.taken', { name: body.name, area: nameOf(made.area) }), 6);
      onClose();
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <Modal
      open
      width={640}
      title={`${t('cl.take')} ${claim.code}`}
      okText={t('cl.take')}
      cancelText={t('dv.cancel')}
      onCancel={onClose}
      onOk={() => void save()}
      okButtonProps={{ disabled: !name.trim() || !profile, loading: isPending }}
    >
      <Form layout="vertical" component="div">
        <div className="dv-two">
          <Form.Item label={t('dv.name')} htmlFor="cl-name" required>
            <Input id="cl-name" value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
          </Form.Item>
          <Form.Item label={t('dv.profile')} required>
            <Select
              aria-label={t('dv.profile')}
              showSearch={{ optionFilterProp: 'label' }}
              value={profile}
              onChange={setProfile}
              options={profiles.map((one) => ({ value: one.key, label: text(one.name) }))}
            />
          </Form.Item>
          <Form.Item label={t('dv.place')} htmlFor="cl-place">
            <Input id="cl-place" value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />
          </Form.Item>
          <Form.Item label={t('dv.area')}>
            <AreaSelect label={t('dv.area')} value={within} onChange={setArea} />
          </Form.Item>
        </div>
        {model && (
          <p className="quiet">
            {t('cl.model')}: {model}
          </p>
        )}
        <Form.Item label={t('dv.pick')}>
          <AreaMap shapes={shapes} picked={point} onPick={setPoint} height="220px" label={t('dv.pick')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
