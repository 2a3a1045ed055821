import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap, type Place } from '../../kit/area-map.tsx';
import { describeError } from '../../kit/describe-error.ts';
import { useText } from '../../kit/text.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import type { Profile } from './device-types.ts';
import { ShowToken } from './show-token.tsx';
import { useDeviceChange } from './use-devices.ts';

/** Registers a device: the point on the map finds its grid and the post on duty; then its token is shown once. */
export function RegisterDevice({ profiles, onClose }: { profiles: Profile[]; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const own = usePostArea();
  const [area, setArea] = useState<string>();
  const within = area ?? own;
  const shapes = useShapes(Math.min(4, within.length / 3), within.length > 12 ? within.slice(0, 12) : within);
  const { mutateAsync, isPending } = useDeviceChange<{ token: string }>();
  const [facts, setFacts] = useState({ code: '', name: '', place: '' });
  const [profile, setProfile] = useState<string>();
  const [point, setPoint] = useState<Place | null>(null);
  const [token, setToken] = useState<string>();
  const set = (part: Partial<typeof facts>) => setFacts({ ...facts, ...part });
  const save = async () => {
    const { place, ...named } = facts;
    try {
      const made = await mutateAsync({
        method: 'POST',
        path: '',
        body: {
          ...named,
          profile,
          area: within,
          ...(place && { place }),
          ...(point && { lon: point.lon, lat: point.lat }),
        },
      });
      setToken(made.token);
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  if (token) return <ShowToken token={token} onClose={onClose} />;
  return (
    <Modal
      open
      width={640}
      title={t('dv.new')}
      okText={t('dv.save')}
      cancelText={t('dv.cancel')}
      onCancel={onClose}
      onOk={() => void save()}
      okButtonProps={{ disabled: !facts.code.trim() || !facts.name.trim() || !profile, loading: isPending }}
    >
      <Form layout="vertical" component="div">
        <div className="dv-two">
          <Form.Item label={t('dv.code')} htmlFor="dv-code" required>
            <Input
              id="dv-code"
              value={facts.code}
              maxLength={200}
              placeholder={t('dv.codeHint')}
              onChange={(event) => set({ code: event.target.value })}
            />
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
          <Form.Item label={t('dv.name')} htmlFor="dv-name" required>
            <Input
              id="dv-name"
              value={facts.name}
              maxLength={100}
              onChange={(event) => set({ name: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('dv.place')} htmlFor="dv-place">
            <Input
              id="dv-place"
              value={facts.place}
              maxLength={200}
              onChange={(event) => set({ place: event.target.value })}
            />
          </Form.Item>
        </div>
        <Form.Item label={t('dv.area')}>
          <AreaSelect label={t('dv.area')} value={within} onChange={setArea} />
        </Form.Item>
        <Form.Item label={t('dv.pick')}>
          <AreaMap shapes={shapes} picked={point} onPick={setPoint} height="240px" label={t('dv.pick')} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
