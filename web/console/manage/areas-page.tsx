import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Input, Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AreaMap } from '../../kit/area-map.tsx';
import { type Area, type AreaNode, growAreaTree, nameArea } from '../shared/area-tree.ts';
import { useAreas } from '../shared/use-areas.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { useShapes } from '../shared/use-shapes.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { addTexts } from './add-texts.ts';
import { AreaPanel } from './areas/area-panel.tsx';
import { ExportShapes } from './areas/export-shapes.tsx';
import { findAreas } from './areas/find-branches.ts';
import { ImportShapes } from './areas/import-shapes.tsx';
import './manage.css';
import { manageTexts } from './manage-texts.ts';

addTexts(manageTexts);

/** The four levels as tree and map; names, shapes and their history. */
export function AreasPage() {
  const { t } = useTranslation();
  const search: Record<string, string> = useSearch({ from: '/manage/areas' });
  const navigate = useNavigate();
  const own = usePostArea();
  const areas = useAreas();
  const [dialog, setDialog] = useState<'import' | 'export'>();
  const chosen = search.area ?? own;
  const area = areas.find((one) => one.code === chosen);
  const choose = (code: string) => void navigate({ to: '/manage/areas', search: { area: code } });
  usePageTitle(t('areas.title'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('areas.title')}</h1>
        <span className="quiet">{t('areas.lead')}</span>
        <span className="frame-space" />
        <Button icon={<UploadOutlined aria-hidden />} onClick={() => setDialog('import')}>
          {t('areas.import')}
        </Button>
        <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setDialog('export')}>
          {t('areas.export')}
        </Button>
      </div>
      <div className="manage-columns">
        <AreaTree areas={areas} root={own} chosen={chosen} onChoose={choose} />
        <div className="manage-side">
          {area && <ShapeMap area={area} onChoose={choose} />}
          {area && <AreaPanel key={area.code} area={area} onMade={choose} />}
        </div>
      </div>
      {dialog === 'import' && <ImportShapes onClose={() => setDialog(undefined)} />}
      {dialog === 'export' && area && <ExportShapes area={area} onClose={() => setDialog(undefined)} />}
    </div>
  );
}

/** The area among its neighbours, or with what lies inside it. */
function ShapeMap({ area, onChoose }: { area: Area; onChoose: (code: string) => void }) {
  const { t, i18n } = useTranslation();
  const shapes = useShapes(Math.min(4, area.level + 1), area.level === 4 ? area.code.slice(0, 12) : area.code);
  return (
    <section className="panel panel-body">
      <AreaMap
        key={area.level === 4 ? area.parent : area.code}
        shapes={shapes}
        selected={area.code}
        onArea={onChoose}
        height="360px"
        label={t('areas.map', { name: nameArea(area, i18n.language === 'en') })}
      />
    </section>
  );
}

type TreeProps = { areas: Area[]; root: string; chosen: string; onChoose: (code: string) => void };

function AreaTree({ areas, root, chosen, onChoose }: TreeProps) {
  const { t, i18n } = useTranslation();
  const [find, setFind] = useState('');
  const [opened, setOpened] = useState<string[]>();
  const found = useMemo(() => (find.trim() === '' ? undefined : findAreas(areas, find)), [areas, find]);
  const tree = useMemo(
    () =>
      withKeys(growAreaTree(found ? areas.filter((one) => found.has(one.code)) : areas, root, i18n.language === 'en')),
    [areas, found, root, i18n.language],
  );
  const way = Array.from({ length: chosen.length / 3 - 2 }, (_, i) => chosen.slice(0, 6 + i * 3));
  const expanded = opened ?? (found ? [...found] : [root, ...way]);
  return (
    <section className="panel manage-tree" aria-label={t('areas.tree')}>
      <Input.Search
        allowClear
        aria-label={t('areas.find')}
        placeholder={t('areas.find')}
        value={find}
        onChange={(event) => {
          setFind(event.target.value);
          setOpened(undefined);
        }}
      />
      <Tree<TreeNode>
        motion={false}
        height={680}
        blockNode
        treeData={tree}
        expandedKeys={expanded}
        onExpand={(keys) => setOpened(keys.map(String))}
        selectedKeys={[chosen]}
        onSelect={(_, { node }) => onChoose(node.key)}
      />
    </section>
  );
}

type TreeNode = { key: string; title: string; children?: TreeNode[] };

function withKeys(nodes: AreaNode[]): TreeNode[] {
  return nodes.map(({ value, title, children }) => ({
    key: value,
    title,
    ...(children && { children: withKeys(children) }),
  }));
}
