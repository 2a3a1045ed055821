import { Select } from 'antd';
import { useMemo } from 'react';
import { useText } from '../../kit/text.ts';
import { useMatters } from './use-matters.ts';

type Props = {
  value: string | undefined;
  onChange: (key: string | undefined) => void;
  label: string;
  className?: string;
  /** Keys to stand on top, the most likely first. */
  suggested?: string[];
  id?: string;
};

/** Picks a matter by name, by code or by the name of its class. */
export function MatterSelect({ value, onChange, label, className, suggested, id }: Props) {
  const text = useText();
  const { matters, byKey } = useMatters();
  const options = useMemo(() => {
    const first = (suggested ?? []).map((key) => byKey.get(key)).filter((matter) => matter !== undefined);
    const rest = matters.filter((matter) => !first.includes(matter));
    return [...first, ...rest].map((matter) => ({
      value: matter.key,
      label: text(matter.name),
      hint: matter.classes.map(text).join('、'),
      find: `${matter.key} ${matter.name.zh} ${matter.name.en} ${matter.classes.map((one) => one.zh + one.en).join(' ')}`.toLowerCase(),
    }));
  }, [matters, byKey, suggested, text]);
  return (
    <Select
      {...(className === undefined ? {} : { className })}
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ filterOption: (typed, option) => option?.find.includes(typed.toLowerCase()) ?? false }}
      value={value ?? null}
      onChange={(key: string | null) => onChange(key ?? undefined)}
      options={options}
      optionRender={({ data }) => (
        <span className="option-two">
          <span>{data.label}</span>
          <small>{data.hint}</small>
        </span>
      )}
      popupMatchSelectWidth={340}
    />
  );
}
