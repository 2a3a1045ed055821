import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { BinFacts } from './bins-facts.tsx';
import type { Bin, BinPlan } from './bins-types.ts';

type Props = {
  plan: BinPlan;
  bins: ReadonlyMap<number, Bin>;
  hours: number;
  onMove: (id: number, to: 'add' | 'neither') => void;
};

/** Bins that are not visited today: taken out by hand first, then those that need it most, each with its reason. */
export function BinsPassed({ plan, bins, hours, onMove }: Props) {
  const { t } = useTranslation();
  const text = useText();
  const passed = plan.passed.toSorted((a, b) => b.overflow - a.overflow);
  return (
    <>
      {plan.removed.length > 0 && (
        <section className="bn-round">
          <h2>{t('bn.removed', { count: plan.removed.length })}</h2>
          <ul className="bn-list">
            {plan.removed.map((id) => {
              const bin = bins.get(id);
              return (
                bin && (
                  <li key={id}>
                    <BinFacts bin={bin} hours={hours} />
                    <Button
                      className="bn-act"
                      aria-label={`${t('bn.undo')} ${bin.name}`}
                      onClick={() => onMove(id, 'neither')}
                    >
                      {t('bn.undo')}
                    </Button>
                  </li>
                )
              );
            })}
          </ul>
        </section>
      )}
      <ul className="bn-list">
        {passed.map(({ id, words }) => {
          const bin = bins.get(id);
          return (
            bin && (
              <li key={id}>
                <BinFacts bin={bin} hours={hours} why={text(words)} />
                <Button className="bn-act" aria-label={`${t('bn.in')} ${bin.name}`} onClick={() => onMove(id, 'add')}>
                  {t('bn.in')}
                </Button>
              </li>
            )
          );
        })}
      </ul>
      {plan.unplaced.length > 0 && <p className="quiet">{t('bn.unplaced', { count: plan.unplaced.length })}</p>}
    </>
  );
}
