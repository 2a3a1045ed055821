import { PlusOutlined } from '@ant-design/icons';
import { App, Button, Upload, type UploadFile } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import { preparePhoto, uploadFile } from '../../kit/files.ts';

/** The API takes at most nine files with one act. */
const most = 9;

type Props = { onChange: (ids: string[]) => void; onBusy?: (busy: boolean) => void };

/** Photos and files that go with an act. Each is sent as soon as it is chosen; photos are made smaller first. */
export function EvidencePicker({ onChange, onBusy }: Props) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [list, setList] = useState<UploadFile[]>([]);
  const tell = (next: UploadFile[]) => {
    setList(next);
    onChange(next.filter((file) => file.status === 'done').map((file) => String(file.response)));
    onBusy?.(next.some((file) => file.status === 'uploading'));
  };
  return (
    <Upload
      multiple
      maxCount={most}
      accept="image/*,application/pdf"
      listType="picture"
      fileList={list}
      onChange={({ fileList }) => tell(fileList.filter((file) => file.status !== 'error'))}
      customRequest={({ file, onSuccess, onError }) => {
        const id = crypto.randomUUID();
        send(id, file as File).then(
          () => onSuccess?.(id),
          (error: unknown) => {
            void message.error(describeError(error));
            onError?.(error instanceof Error ? error : new Error(String(error)));
          },
        );
      }}
    >
      <Button icon={<PlusOutlined aria-hidden />} disabled={list.length >= most}>
        {t('act.addFiles')}
      </Button>
    </Upload>
  );
}

async function send(id: string, file: File): Promise<void> {
  const isPhoto = file.type.startsWith('image/');
  await uploadFile(id, isPhoto ? await preparePhoto(file) : file, isPhoto ? `${id}.jpg` : file.name);
}
