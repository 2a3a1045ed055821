import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

/** The table of keys of a page: `[['j', '↓'], 'keys.next']`, … */
export type KeyHelpRow = [keys: string[], label: string];

/** Opened by `?` or from the header. */
export function KeyHelp({ open, rows, onClose }: { open: boolean; rows: KeyHelpRow[]; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keys.title')} width={420} destroyOnHidden>
      <table className="key-help">
        <tbody>
          {rows.map(([keys, label]) => (
            <tr key={label}>
              <th scope="row">
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </th>
              <td>{t(label)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
