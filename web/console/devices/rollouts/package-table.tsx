import { Alert, Button, Popconfirm, Spin, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../../kit/describe-error.ts';
import { useText } from '../../../kit/text.ts';
import { formatWhen } from '../../../kit/time.ts';
import { useChange } from '../../manage/use-change.ts';
import { useProfiles } from '../use-devices.ts';
import { NewRollout } from './new-rollout.tsx';
import type { Package } from './rollout-types.ts';
import { usePackages } from './use-rollouts.ts';

/** The packages, each with its digest and what it is for; a manager starts a rollout from here. */
export function PackageTable({ manages }: { manages: boolean }) {
  const { t } = useTranslation();
  const text = useText();
  const { data, error } = usePackages();
  const { data: profiles } = useProfiles();
  const { change, busy } = useChange(['rollouts']);
  const [chosen, setChosen] = useState<Package>();
  if (error) return <Alert type="warning" showIcon title={describeError(error)} />;
  if (!data) return <Spin className="rs-wait" />;
  if (data.length === 0)
    return (
      <div className="rs-none">
        <p>{t('ro.noPackage')}</p>
        <p className="quiet">{t('ro.newLead')}</p>
      </div>
    );
  const nameOf = (key: string) => {
    const profile = profiles?.find((one) => one.key === key);
    return profile ? text(profile.name) : key;
  };
  return (
    <div className="dv-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('ro.package')}</th>
            <th scope="col">{t('ro.for')}</th>
            <th scope="col">{t('ro.file')}</th>
            <th scope="col">{t('ro.by')}</th>
            <th scope="col">{t('ro.act')}</th>
          </tr>
        </thead>
        <tbody>
          {data.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.title} {one.version}
                <small className="dv-code quiet">{t(`ro.kind.${one.kind}`)}</small>
              </th>
              <td>
                {nameOf(one.profile)}
                <small className="dv-code quiet">
                  {[one.maker, one.model].filter(Boolean).join(' ') || t('ro.anyModel')}
                </small>
              </td>
              <td>
                <Content pack={one} />
              </td>
              <td>
                {one.by}
                <small className="dv-code quiet">{formatWhen(one.createdAt)}</small>
                {one.rollouts > 0 && <small className="dv-code quiet">{t('ro.used', { count: one.rollouts })}</small>}
              </td>
              <td>
                {one.retiredAt !== null && <Tag>{t('ro.retired')}</Tag>}
                {one.retiredAt === null && manages && (
                  <div className="ro-acts">
                    <Button type="primary" onClick={() => setChosen(one)}>
                      {t('ro.start')}
                    </Button>
                    <Popconfirm
                      title={t('ro.retireAsk')}
                      okText={t('ro.retire')}
                      cancelText={t('ro.cancel')}
                      onConfirm={() => change('POST', `/devices/packages/${one.id}/retire`)}
                    >
                      <Button loading={busy}>{t('ro.retire')}</Button>
                    </Popconfirm>
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen && <NewRollout pack={chosen} onClose={() => setChosen(undefined)} />}
    </div>
  );
}

function Content({ pack }: { pack: Package }) {
  if (pack.settings)
    return (
      <code className="ro-digest">
        {Object.entries(pack.settings)
          .map(([key, value]) => `${key} = ${String(value)}`)
          .join('\n')}
      </code>
    );
  return (
    <>
      {pack.fileName} · {sayBytes(pack.bytes ?? 0)}
      <code className="ro-digest" title="SHA-256">
        {pack.sha256}
      </code>
    </>
  );
}

/** 812 KB, 3.4 MB. */
const sayBytes = (bytes: number): string =>
  bytes < 2 ** 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 2 ** 20).toFixed(1)} MB`;
