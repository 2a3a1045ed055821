import { InboxOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Form, Input, Modal, Progress, Segmented, Select, Upload } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../kit/api.ts';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { useProfiles } from '../use-devices.ts';
import { readSettings } from './read-settings.ts';
import type { Kind } from './rollout-types.ts';
import { sendWithProgress } from './use-rollouts.ts';

const KINDS: Kind[] = ['firmware', 'software', 'configuration'];
const EMPTY = { title: '', version: '', maker: '', model: '' };

/** Brings a package: a file with its names, or settings as lines of text. */
export function NewPackage({ onClose, onKept }: { onClose: () => void; onKept: () => void }) {
  const { t } = useTranslation();
  const text = useText();
  const { message } = App.useApp();
  const client = useQueryClient();
  const { data: profiles } = useProfiles();
  const [kind, setKind] = useState<Kind>('firmware');
  const [names, setNames] = useState(EMPTY);
  const [profile, setProfile] = useState<string>();
  const [file, setFile] = useState<File>();
  const [lines, setLines] = useState('');
  const [sent, setSent] = useState<number>();
  const set = (part: Partial<typeof EMPTY>) => setNames({ ...names, ...part });
  const settings = readSettings(lines);
  const wrongLine = typeof settings.line === 'number' && !lines.includes('line') ? settings.line : undefined;
  const isFile = kind !== 'configuration';
  const ready =
    names.title.trim() !== '' &&
    names.version.trim() !== '' &&
    profile !== undefined &&
    (isFile ? file !== undefined : wrongLine === undefined && Object.keys(settings).length > 0);
  const save = async () => {
    const named = Object.fromEntries(Object.entries({ ...names, profile }).filter(([, value]) => value?.trim()));
    setSent(0);
    try {
      if (isFile && file) {
        const query = new URLSearchParams({ kind, ...(named as Record<string, string>) });
        await sendWithProgress(`/devices/packages?${query}`, file, setSent);
      } else await api('POST', '/devices/packages/configuration', { ...named, settings });
      void message.success(t('ro.saved'));
      await client.invalidateQueries({ queryKey: ['rollouts'] });
      onKept();
    } catch (fault) {
      void message.error(describeError(fault), 6);
    }
    setSent(undefined);
  };
  const field = (key: keyof typeof EMPTY, label: string, hint: string, required = false) => (
    <Form.Item label={label} htmlFor={`ro-${key}`} required={required}>
      <Input
        id={`ro-${key}`}
        value={names[key]}
        maxLength={key === 'version' ? 60 : 80}
        placeholder={hint}
        onChange={(event) => set({ [key]: event.target.value })}
      />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={640}
      title={t('ro.new')}
      okText={t('ro.save')}
      cancelText={t('ro.cancel')}
      onCancel={onClose}
      onOk={() => void save()}
      okButtonProps={{ disabled: !ready, loading: sent !== undefined }}
    >
      <p className="quiet">{t('ro.newLead')}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('ro.kind')}>
          <Segmented
            aria-label={t('ro.kind')}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: t(`ro.kind.${value}`) }))}
          />
        </Form.Item>
        <div className="dv-two">
          {field('title', t('ro.name'), t('ro.nameHint'), true)}
          {field('version', t('ro.version'), t('ro.versionHint'), true)}
          <Form.Item label={t('ro.profile')} required>
            <Select
              aria-label={t('ro.profile')}
              showSearch={{ optionFilterProp: 'label' }}
              value={profile}
              onChange={setProfile}
              options={(profiles ?? []).map((one) => ({ value: one.key, label: text(one.name) }))}
            />
          </Form.Item>
          {field('model', t('ro.model'), t('ro.optional'))}
          {field('maker', t('ro.maker'), t('ro.optional'))}
        </div>
        {isFile ? (
          <Upload.Dragger
            showUploadList={false}
            disabled={sent !== undefined}
            beforeUpload={(one) => {
              setFile(one);
              return false;
            }}
          >
            <p className="ant-upload-drag-icon">
              <InboxOutlined aria-hidden />
            </p>
            <p className="ant-upload-text">{file?.name ?? t('ro.pick')}</p>
          </Upload.Dragger>
        ) : (
          <Form.Item
            label={t('ro.settings')}
            htmlFor="ro-settings"
            required
            {...(wrongLine !== undefined && {
              validateStatus: 'error' as const,
              help: t('ro.settingsWrong', { line: wrongLine }),
            })}
          >
            <Input.TextArea
              id="ro-settings"
              rows={5}
              value={lines}
              placeholder={t('ro.settingsHint')}
              onChange={(event) => setLines(event.target.value)}
            />
          </Form.Item>
        )}
        {sent !== undefined && isFile && (
          <Progress percent={Math.round(sent * 100)} aria-label={t('ro.sending')} status="active" />
        )}
      </Form>
    </Modal>
  );
}
