import { useNavigate } from '@tanstack/react-router';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../kit/api.ts';
import { describeError } from '../../kit/describe-error.ts';
import type { Bin, BinPlan } from './bins-types.ts';

type Props = { plan: BinPlan; bins: ReadonlyMap<number, Bin>; area: string; areaName: string };

/** The matter of a case that asks for litter to be taken away. */
const MATTER = 'M06010';
/** Longest description that a case takes. */
const LONGEST = 4000;

/** Writes the rounds into a case, bin by bin in their order, after a question; then opens it. */
export function GiveRound({ plan, bins, area, areaName }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { modal, message } = App.useApp();
  const count = plan.rounds.reduce((sum, { stops }) => sum + stops.length, 0);
  const describe = () =>
    plan.rounds
      .flatMap(({ stops, metres, minutes }, lorry) => [
        t('bn.caseLorry', {
          n: lorry + 1,
          count: stops.length,
          km: (metres / 1000).toFixed(1),
          minutes: Math.round(minutes),
        }),
        ...stops.map(({ id }, i) => `${i + 1}. ${bins.get(id)?.name ?? id}（${bins.get(id)?.code ?? ''}）`),
      ])
      .join('\n')
      .slice(0, LONGEST);
  const give = async (actId: string) => {
    const day = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' }).format();
    try {
      const receipt = await api<{ number: string }>('POST', '/cases', {
        actId,
        matter: MATTER,
        area,
        title: t('bn.caseTitle', { day, count }),
        description: describe(),
      });
      void navigate({ to: '/cases/$number', params: { number: receipt.number } });
    } catch (fault) {
      void message.error(describeError(fault));
    }
  };
  return (
    <Button
      type="primary"
      disabled={count === 0}
      onClick={() => {
        // of one question one case, however often its answer is sent
        const actId = crypto.randomUUID();
        modal.confirm({
          title: t('bn.giveAsk'),
          content: t('bn.giveLead', { count, rounds: plan.rounds.length, area: areaName }),
          okText: t('bn.giveOk'),
          cancelText: t('bn.cancel'),
          onOk: () => give(actId),
        });
      }}
    >
      {t('bn.give')}
    </Button>
  );
}
