import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useText } from '../../kit/text.ts';
import { BinFacts } from './bins-facts.tsx';
import type { Bin, BinPlan } from './bins-types.ts';

type Props = {
  plan: BinPlan;
  bins: ReadonlyMap<number, Bin>;
  hours: number;
  onMove: (id: number, to: 'add' | 'remove' | 'neither') => void;
  added: ReadonlySet<string>;
};

/** The rounds, a lorry after the other, each bin with the reason why it is visited. */
export function BinsPlan({ plan, bins, hours, onMove, added }: Props) {
  const { t } = useTranslation();
  const text = useText();
  if (plan.rounds.length === 0)
    return (
      <div className="rs-none">
        <p>{t('bn.nothing')}</p>
        <p className="quiet">{t('bn.nothingHint')}</p>
      </div>
    );
  return (
    <>
      {plan.rounds.map((round, lorry) => (
        <section key={round.stops[0]?.id ?? lorry} className="bn-round">
          <h2>{t('bn.lorry', { n: lorry + 1 })}</h2>
          <p className="quiet nums">
            {t('bn.sum', {
              count: round.stops.length,
              km: (round.metres / 1000).toFixed(1),
              minutes: Math.round(round.minutes),
              load: round.load.toFixed(1),
            })}
          </p>
          <ol className="bn-list">
            {round.stops.map((stop, i) => {
              const bin = bins.get(stop.id);
              return (
                bin && (
                  <li key={stop.id}>
                    <span className="bn-order nums">{i + 1}</span>
                    <BinFacts bin={bin} hours={hours} why={`${text(stop.words)} ${text(bin.words)}`} />
                    <Button
                      className="bn-act"
                      aria-label={`${t(added.has(String(stop.id)) ? 'bn.undo' : 'bn.out')} ${bin.name}`}
                      onClick={() => onMove(stop.id, added.has(String(stop.id)) ? 'neither' : 'remove')}
                    >
                      {t(added.has(String(stop.id)) ? 'bn.undo' : 'bn.out')}
                    </Button>
                  </li>
                )
              );
            })}
          </ol>
        </section>
      ))}
      <p className="quiet">{t('bn.crow')}</p>
    </>
  );
}
