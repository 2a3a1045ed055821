import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Form, Input, InputNumber, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Area, nameArea } from '../../shared/area-tree.ts';
import { Facts } from '../../shared/facts.tsx';
import { useAreas } from '../../shared/use-areas.ts';
import { useChange } from '../use-change.ts';
import { AddArea } from './add-area.tsx';
import { AreaHistory } from './area-history.tsx';

/** One area: what it is called, how many households, what happened to it. */
export function AreaPanel({ area, onMade }: { area: Area; onMade: (code: string) => void }) {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  const areas = useAreas();
  const { change, busy } = useChange(['areas', 'shapes', 'area-history']);
  const [draft, setDraft] = useState({
    name: area.name,
    nameEn: area.nameEn,
    kind: area.kind,
    households: area.households,
    governedBy: area.governedBy,
  });
  const [adding, setAdding] = useState(false);
  const edit = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const changed = Object.entries(draft).filter(([key, value]) => value !== area[key as keyof Area]);
  const below = areas.filter((one) => one.parent === area.code).length;
  const close = () =>
    void modal.confirm({
      title: `${t('areas.close')} · ${area.name}`,
      content: t('areas.closeAsk'),
      okText: t('areas.close'),
      okButtonProps: { danger: true },
      cancelText: t('manage.cancel'),
      onOk: () => change('PATCH', `/areas/${area.code}`, { closed: true }),
    });
  return (
    <>
      <section className="panel panel-body" aria-labelledby="area-title">
        <div className="manage-tools">
          <h2 id="area-title" className="panel-title">
            {nameArea(area, i18n.language === 'en')}
          </h2>
          <Tag>{t(`areas.level.${area.level}`)}</Tag>
          <span className="frame-space" />
          {area.level < 4 && (
            <Button size="small" icon={<PlusOutlined aria-hidden />} onClick={() => setAdding(true)}>
              {t('areas.add')}
            </Button>
          )}
          {area.level > 1 && (
            <Button size="small" danger onClick={close}>
              {t('areas.close')}
            </Button>
          )}
        </div>
        <Facts
          rows={[
            [
              t('areas.code'),
              <span key="code" className="nums">
                {area.code}
              </span>,
            ],
            [t('areas.below'), below > 0 ? below : null],
          ]}
        />
        <Form layout="vertical" component="div" className="area-form">
          <Form.Item label={t('areas.name')} htmlFor="area-name" required>
            <Input
              id="area-name"
              value={draft.name}
              maxLength={60}
              onChange={(event) => edit({ name: event.target.value })}
            />
          </Form.Item>
          <Form.Item label={t('areas.nameEn')} htmlFor="area-name-en">
            <Input
              id="area-name-en"
              value={draft.nameEn ?? ''}
              maxLength={120}
              onChange={(event) => edit({ nameEn: event.target.value || null })}
            />
          </Form.Item>
          {area.level === 4 && (
            <Form.Item label={t('areas.kind')} htmlFor="area-kind">
              <Select
                id="area-kind"
                value={draft.kind}
                onChange={(kind) => edit({ kind })}
                options={(['basic', 'dedicated'] as const).map((value) => ({ value, label: t(`areas.kind.${value}`) }))}
              />
            </Form.Item>
          )}
          <Form.Item label={t('areas.households')} htmlFor="area-households">
            <InputNumber
              id="area-households"
              className="number-field"
              min={0}
              max={10_000_000}
              precision={0}
              value={draft.households}
              onChange={(households) => edit({ households })}
            />
          </Form.Item>
          {area.level === 2 && (
            <Form.Item label={t('areas.governedBy')} htmlFor="area-governed">
              <Input
                id="area-governed"
                value={draft.governedBy ?? ''}
                maxLength={120}
                onChange={(event) => edit({ governedBy: event.target.value || null })}
              />
            </Form.Item>
          )}
        </Form>
        <Button
          type="primary"
          loading={busy}
          disabled={draft.name.trim() === '' || changed.length === 0}
          onClick={() => void change('PATCH', `/areas/${area.code}`, Object.fromEntries(changed))}
        >
          {t('manage.save')}
        </Button>
      </section>
      <AreaHistory code={area.code} />
      {adding && <AddArea parent={area} onClose={() => setAdding(false)} onMade={onMade} />}
    </>
  );
}
