import { TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { growAreaTree } from './area-tree.ts';
import { useAreas } from './use-areas.ts';
import { usePostArea } from './use-post-area.ts';

type Props = {
  value: string | undefined;
  onChange: (code: string | undefined) => void;
  label: string;
  className?: string;
  /** The tree begins here; by default with the area of one's post. */
  root?: string;
  depth?: number;
};

/** Picks an area from the tree, by branches or by typing part of a name. */
export function AreaSelect({ value, onChange, label, className, root, depth }: Props) {
  const { i18n } = useTranslation();
  const areas = useAreas();
  const own = usePostArea();
  const top = root ?? own;
  const tree = useMemo(
    () => growAreaTree(areas, top, i18n.language === 'en', depth),
    [areas, top, i18n.language, depth],
  );
  return (
    <TreeSelect
      {...(className === undefined ? {} : { className })}
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ treeNodeFilterProp: 'title' }}
      treeNodeLabelProp="label"
      treeData={tree}
      treeDefaultExpandedKeys={tree.map((node) => node.value)}
      value={tree.length === 0 ? null : (value ?? null)}
      onChange={(code: string | null) => onChange(code ?? undefined)}
      popupMatchSelectWidth={300}
    />
  );
}
