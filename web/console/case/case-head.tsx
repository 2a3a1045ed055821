import { CopyOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { LeftChip, StateTag } from '../../kit/status.tsx';
import { useText } from '../../kit/text.ts';
import { CaseMarks } from '../desk/case-marks.tsx';
import { useProcedures } from '../shared/use-procedures.ts';
import type { CaseDetail } from './case-types.ts';
import { StageBar } from './stage-bar.tsx';

/** The title of a case, where it stands, and how far it has come through its stages. */
export function CaseHead({ found }: { found: CaseDetail }) {
  const { t } = useTranslation();
  const text = useText();
  const { states } = useProcedures();
  return (
    <header className="case-head">
      <div className="case-head-line">
        <h1>{found.title}</h1>
        <StateTag state={found.state} name={text(states.get(found.state) ?? { zh: found.state, en: found.state })} />
        <LeftChip leftMs={found.leftMs} overdue={found.overdue} warned={found.warned} />
        <CaseMarks
          urgency={found.urgency}
          marks={found.overdue ? found.marks.filter((mark) => mark !== 'overdue') : found.marks}
        />
      </div>
      <div className="case-sub">
        <span>
          {t('case.number')} <span className="nums">{found.number}</span>
        </span>
        <Button
          type="text"
          size="small"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('case.copyNumber')}
          title={t('case.copyNumber')}
          onClick={() => void navigator.clipboard.writeText(found.number)}
        />
      </div>
      <StageBar procedure={found.procedure} stage={found.stage} finished={!found.open} />
      {found.mergedInto !== null && (
        <Alert
          type="info"
          title={
            <Link to="/cases/$number" params={{ number: found.mergedInto }}>
              {t('case.mergedInto', { number: found.mergedInto })}
            </Link>
          }
        />
      )}
    </header>
  );
}
