import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { formatLeft, formatWhen } from '../../kit/time.ts';
import type { Issue } from './fleet-types.ts';
import { useAreaName } from './use-area-name.ts';

type Props = { rows: Issue[]; ofOne?: boolean };

/** What ails devices, or did: the reason in words, for how long, and the case that looks after it. */
export function IssueList({ rows, ofOne = false }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const nameOf = useAreaName();
  return (
    <ul className="fl-issues">
      {rows.map((issue) => (
        <li key={issue.id}>
          <div>
            <b className={issue.healedAt ? 'quiet' : 'fl-ill'}>{text(issue.text)}</b>
            {!ofOne && (
              <span>
                <Link to="/devices/list/$id" params={{ id: String(issue.device) }}>
                  {issue.deviceName}
                </Link>{' '}
                <span className="quiet">
                  {text(issue.profileName)} · {nameOf(issue.area)}
                </span>
              </span>
            )}
          </div>
          <div className="fl-issue-side">
            <span className="nums">{formatWhen(issue.since)}</span>
            <span className="quiet nums">
              {formatLeft((issue.healedAt ? Date.parse(issue.healedAt) : Date.now()) - Date.parse(issue.since))}
              {issue.healedAt && ` · ${t(issue.gone ? 'fl.gone' : 'fl.state.healed')}`}
            </span>
          </div>
          <div className="fl-issue-case">
            {issue.case ? (
              <Link to="/cases/$number" params={{ number: issue.case }}>
                {t(issue.caseOpen || issue.healedAt ? 'fl.caseOpen' : 'fl.caseDone')}
              </Link>
            ) : (
              <span className="quiet">{t(issue.healedAt ? 'fl.noCaseNeeded' : 'fl.noCase')}</span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}
