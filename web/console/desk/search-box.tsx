import { SearchOutlined } from '@ant-design/icons';
import { Input, type InputRef } from 'antd';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { value: string; onChange: (value: string) => void; inputRef: RefObject<HTMLInputElement | null> };

/** Searches while one types, a little behind, so that each keystroke is not a query and not an entry of the history. */
export function SearchBox({ value, onChange, inputRef }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const send = (text: string, delay: number) => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      if (text.trim() !== value) onChange(text.trim());
    }, delay);
  };
  return (
    <Input
      className="filter-search"
      ref={(input: InputRef | null) => {
        inputRef.current = input?.input ?? null;
      }}
      prefix={<SearchOutlined aria-hidden />}
      suffix={<kbd aria-hidden>/</kbd>}
      aria-label={t('desk.find')}
      placeholder={t('desk.search')}
      allowClear
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        send(event.target.value, event.target.value === '' ? 0 : 400);
      }}
      onPressEnter={() => send(typed, 0)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
