import { FileOutlined } from '@ant-design/icons';
import { Image } from 'antd';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '../../kit/files.ts';

/** Photos as thumbnails that open large, other files as links. */
export function FileRow({ files }: { files: { id: string; mime: string }[] }) {
  const { t } = useTranslation();
  const pictures = files.filter((file) => file.mime.startsWith('image/'));
  const others = files.filter((file) => !file.mime.startsWith('image/'));
  return (
    <div className="file-row">
      <Image.PreviewGroup>
        {pictures.map((file, at) => (
          <Image
            key={file.id}
            width={88}
            height={88}
            src={fileUrl(file.id, 'thumb')}
            preview={{ src: fileUrl(file.id) }}
            alt={t('case.photo', { at: at + 1 })}
          />
        ))}
      </Image.PreviewGroup>
      {others.map((file) => (
        <a key={file.id} href={fileUrl(file.id)} target="_blank" rel="noreferrer" className="file-link">
          <FileOutlined aria-hidden /> {t('case.openFile')}
        </a>
      ))}
    </div>
  );
}

/** Every file of the case, those of the report and of all acts. */
export function CasePhotos({ files }: { files: { id: string; mime: string }[] }) {
  const { t } = useTranslation();
  return (
    <section className="panel panel-body" aria-labelledby="case-photos">
      <h2 id="case-photos" className="panel-title">
        {t('case.photos')}
      </h2>
      {files.length === 0 ? <p className="quiet">{t('case.noPhotos')}</p> : <FileRow files={files} />}
    </section>
  );
}
