import { useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../../kit/text.ts';
import { BOX, layoutLoop } from './layout-loop.ts';
import type { LoopProcedure } from './use-catalogue.ts';

/** The states and ways of a loop as declared; a chosen state shows what can be done from it, by whom, and where it leads. */
export function LoopPicture({ procedure }: { procedure: LoopProcedure }) {
  const { t } = useTranslation();
  const text = useText();
  const id = useId();
  const [chosen, setChosen] = useState(procedure.initial);
  const layout = useMemo(() => layoutLoop(procedure), [procedure]);
  const label = t('cat.loopOf', { name: text(procedure.loopName), n: layout.boxes.length });
  return (
    <>
      <p className="manage-note">{t('cat.loopHint')}</p>
      <section className="loop-picture" aria-label={label}>
        <svg width={layout.width} height={layout.height}>
          <title>{label}</title>
          <defs>
            <marker
              id={`${id}-tip`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0 0L8 4L0 8z" fill="context-stroke" />
            </marker>
          </defs>
          {layout.columns.map(({ key, x }) => (
            <text key={key} x={x + BOX.width / 2} y={26} textAnchor="middle" className="loop-stage">
              {text(procedure.stages.find((stage) => stage.key === key)?.name)}
            </text>
          ))}
          {[...layout.edges]
            .sort((a, b) => Number(a.from === chosen) - Number(b.from === chosen))
            .map((edge) => (
              <path
                key={`${edge.from}${edge.to}`}
                d={edge.path}
                className={
                  edge.from === chosen
                    ? 'loop-edge loop-edge-here'
                    : edge.to === chosen
                      ? 'loop-edge loop-edge-in'
                      : 'loop-edge'
                }
                strokeDasharray={edge.back ? '5 4' : undefined}
                markerEnd={`url(#${id}-tip)`}
              />
            ))}
          {layout.boxes.map((box) => (
            <foreignObject key={box.key} x={box.x} y={box.y} width={BOX.width} height={BOX.height}>
              <button
                type="button"
                aria-pressed={box.key === chosen}
                className={`loop-state${box.key === chosen ? ' loop-state-here' : ''}${box.final ? ' loop-state-final' : ''}`}
                onClick={() => setChosen(box.key)}
              >
                {text(procedure.states[box.key]?.name)}
              </button>
            </foreignObject>
          ))}
        </svg>
      </section>
      <NextActs procedure={procedure} chosen={chosen} />
    </>
  );
}

function NextActs({ procedure, chosen }: { procedure: LoopProcedure; chosen: string }) {
  const { t } = useTranslation();
  const text = useText();
  const state = procedure.states[chosen];
  const acts = Object.entries(procedure.acts).filter(([, act]) => act.from.includes(chosen));
  if (!state) return null;
  return (
    <div aria-live="polite">
      <h3 className="sub-title">{t('cat.from', { state: text(state.name) })}</h3>
      <p className="manage-note">
        {state.final
          ? t('cat.final')
          : `${t(`turn.${state.turn}`)}${state.clock ? ` · ${t('cat.clock', { clock: t(`clock.${state.clock}`) })}` : ''}`}
      </p>
      {acts.length === 0 && <p className="quiet">{t('cat.noActs')}</p>}
      <ul className="loop-acts">
        {acts.map(([key, act]) => (
          <li key={key}>
            <b>{text(act.name)}</b>
            <span>{act.to && act.to !== chosen ? `→ ${text(procedure.states[act.to]?.name)}` : t('cat.stay')}</span>
            <span className="quiet">{act.by.map((one) => t(`by.${one}`)).join('、')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
