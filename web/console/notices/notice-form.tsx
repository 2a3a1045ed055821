import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import { AreaSelect } from '../shared/area-select.tsx';
import { usePostArea } from '../shared/use-post-area.ts';

/** A new notice for one's area or a part of it. */
export function NoticeForm({ onPublished }: { onPublished: () => Promise<void> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const own = usePostArea();
  const [area, setArea] = useState<string>();
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const needed = (words: string) =>
    tried && words.trim() === '' ? { validateStatus: 'error' as const, help: t('notice.needed') } : {};
  const publish = async () => {
    setTried(true);
    if (title.trim() === '' || body.trim() === '') return;
    setBusy(true);
    try {
      await api('POST', '/notices', { title: title.trim(), body: body.trim(), area: area ?? own });
      setTitle('');
      setBody('');
      setTried(false);
      void message.success(t('notice.published'));
      await onPublished();
    } catch (error) {
      void message.error(describeError(error));
    }
    setBusy(false);
  };
  return (
    <section className="panel panel-body" aria-labelledby="notice-new">
      <h2 id="notice-new" className="panel-title">
        {t('notice.new')}
      </h2>
      <Form layout="vertical" component="div">
        <Form.Item label={t('notice.area')}>
          <AreaSelect label={t('notice.area')} value={area ?? own} onChange={setArea} />
        </Form.Item>
        <Form.Item label={t('notice.heading')} htmlFor="notice-title" required {...needed(title)}>
          <Input
            id="notice-title"
            maxLength={100}
            showCount
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t('notice.body')} htmlFor="notice-body" required {...needed(body)}>
          <Input.TextArea
            id="notice-body"
            maxLength={10_000}
            showCount
            autoSize={{ minRows: 8, maxRows: 20 }}
            value={body}
            onChange={(event) => setBody(event.target.value)}
          />
        </Form.Item>
        <Button type="primary" loading={busy} onClick={() => void publish()}>
          {t('notice.publish')}
        </Button>
      </Form>
    </section>
  );
}
