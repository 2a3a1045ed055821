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
import { PickSpeech } from './pick-speech.tsx';
import { ShowSpeech } from './show-speech.tsx';
import type { Speech } from './speech-types.ts';
import { useDeviceChange, useDevices } from './use-devices.ts';

/**
 * Registers a device: the point on the map finds its grid and the post on duty; how it speaks decides what the
 * other side must be told, which is shown once. */
export function RegisterDevice({ profiles, onClose }: { profiles: Profile[]; onClose: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const own = usePostArea();
  const [area, setArea] = useState<string>();
  const within = area ?? own;
  const shapes = useShapes(Math.min(4, within.length / 3), within.length > 12 ? within.slice(0, 12) : within);
  const { mutateAsync: register, isPending } = useDeviceChange<{ id: number }>();
  const { mutateAsync: giveSpeech, isPending: isGiving } = useDeviceChange<Speech>();
  const [how, setHow] = useState('own');
  const [parent, setParent] = useState<number>();
  const gateways = useDevices({ profile: 'gateway' }, 200).data?.pages.flatMap((page) => page.rows);
  const [facts, setFacts] = useState({ code: '', name: '', place: '' });
  const [profile, setProfile] = useState<string>();
  const [point, setPoint] = useState<Place | null>(null);
  const [speech, setSpeech] = useState<Speech>();
  const set = (part: Partial<typeof facts>) => setFacts({ ...facts, ...part });
  const save = async () => {
    const { place, ...named } = facts;
    try {
      const { id } = await register({
        method: 'POST',
        path: '',
        body: {
          ...named,
          profile,
          area: within,
          ...(place && { place }),
          ...(point && { lon: point.lon, lat: point.lat }),
          ...(how === 'behind' && { parent }),
        },
      });
      if (how === 'behind') return onClose();
      const body = { dialect: how === 'own' ? null : how };
      setSpeech(await giveSpeech({ method: 'POST', path: `/${id}/speech`, body }));
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  if (speech) return <ShowSpeech speech={speech} onClose={onClose} />;
  const code = facts.code.trim();
  const ready =
    code &&
    facts.name.trim() &&
    profile &&
    (how !== 'behind' || parent) &&
    (how !== 'gb28181' || /^\d{20}$/.test(code));
  return (
    <Modal
      open
      width={640}
      title={t('dv.new')}
      okText={t('dv.save')}
      cancelText={t('dv.cancel')}
      onCancel={onClose}
      onOk={() => void save()}
      okButtonProps={{ disabled: !ready, loading: isPending || isGiving }}
    >
      <Form layout="vertical" component="div">
        <div className="dv-two">
          <Form.Item label={t('dv.code')} htmlFor="dv-code" required>
            <Input
              id="dv-code"
              value={facts.code}
              maxLength={200}
              placeholder={t(how === 'gb28181' ? 'sp.code20' : 'dv.codeHint')}
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
        <Form.Item label={t('sp.how')} className="sp-how">
          <PickSpeech behind value={how} onChange={setHow} />
        </Form.Item>
        {how === 'behind' && (
          <Form.Item label={t('sp.gateway')} required help={gateways?.length === 0 ? t('sp.noGateway') : undefined}>
            <Select
              aria-label={t('sp.gateway')}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('sp.gatewayPick')}
              value={parent}
              onChange={setParent}
              options={(gateways ?? []).map((one) => ({ value: one.id, label: `${one.name} · ${one.code}` }))}
            />
          </Form.Item>
        )}
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
