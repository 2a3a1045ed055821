import { PlusOutlined } from '@ant-design/icons';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Empty, Input, Segmented, Tag, Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAreas } from '../shared/use-areas.ts';
import { usePostArea } from '../shared/use-post-area.ts';
import { usePageTitle } from '../shell/use-page-title.ts';
import { addTexts } from './add-texts.ts';
import './manage.css';
import { manageTexts } from './manage-texts.ts';
import { growPostTree, type PostNode, type PostRow } from './posts/grow-post-tree.ts';
import { NewPost } from './posts/new-post.tsx';
import { People } from './posts/people.tsx';
import { PostPanel } from './posts/post-panel.tsx';
import { useAllPosts } from './posts/use-all-posts.ts';

addTexts(manageTexts);

/** Posts in their tree with holders and roster, and the people who hold them. */
export function PostsPage() {
  const { t } = useTranslation();
  const search: Record<string, string> = useSearch({ from: '/manage/posts' });
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const go = (part: Record<string, string>) => void navigate({ to: '/manage/posts', search: part });
  const tab = search.tab === 'people' ? 'people' : 'posts';
  usePageTitle(t('posts.title'));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('posts.title')}</h1>
        <span className="quiet">{t('posts.lead')}</span>
        <span className="frame-space" />
        <Segmented
          aria-label={t('posts.title')}
          value={tab}
          onChange={(next) => go({ tab: next })}
          options={[
            { value: 'posts', label: t('posts.tabPosts') },
            { value: 'people', label: t('posts.tabPeople') },
          ]}
        />
        {tab === 'posts' && (
          <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => setMaking(true)}>
            {t('posts.new')}
          </Button>
        )}
      </div>
      {tab === 'people' ? (
        <People />
      ) : (
        <Posts chosen={Number(search.post)} onChoose={(id) => go({ post: String(id) })} />
      )}
      {making && <NewPost onClose={() => setMaking(false)} onMade={(id) => go({ post: String(id) })} />}
    </div>
  );
}

function Posts({ chosen, onChoose }: { chosen: number; onChoose: (id: number) => void }) {
  const { t, i18n } = useTranslation();
  const areas = useAreas();
  const own = usePostArea();
  const posts = useAllPosts();
  const [find, setFind] = useState('');
  const [opened, setOpened] = useState<string[]>();
  const tree = useMemo(
    () => growPostTree(areas, posts, find, i18n.language === 'en'),
    [areas, posts, find, i18n.language],
  );
  const post = posts.find((one) => one.id === chosen);
  const expanded = find.trim() !== '' && opened === undefined ? branches(tree) : (opened ?? wayTo(post, own));
  return (
    <div className="manage-columns">
      <section className="panel manage-tree" aria-label={t('posts.tree')}>
        <Input.Search
          allowClear
          aria-label={t('posts.find')}
          placeholder={t('posts.find')}
          value={find}
          onChange={(event) => {
            setFind(event.target.value);
            setOpened(undefined);
          }}
        />
        <p className="manage-note">
          {t('posts.count', { n: posts.length, vacant: posts.filter((one) => one.holders.length === 0).length })}
        </p>
        <Tree<PostNode>
          motion={false}
          height={620}
          blockNode
          treeData={tree}
          expandedKeys={expanded}
          onExpand={(keys) => setOpened(keys.map(String))}
          selectedKeys={[`post-${chosen}`]}
          onSelect={(_, { node }) => {
            if (node.post) onChoose(node.post.id);
            else
              setOpened(
                expanded.includes(node.key) ? expanded.filter((key) => key !== node.key) : [...expanded, node.key],
              );
          }}
          titleRender={(node) => (
            <span>
              {node.title}
              {node.post && (
                <span className="quiet">
                  {' '}
                  · {node.post.holders.map((one) => one.name).join('、') || <Tag>{t('posts.vacant')}</Tag>}
                </span>
              )}
            </span>
          )}
        />
      </section>
      {post ? (
        <PostPanel key={post.id} post={post} />
      ) : (
        <section className="panel panel-body">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('posts.choose')} />
        </section>
      )}
    </div>
  );
}

/** The branches that lead to a post; without one, to one's own area. */
function wayTo(post: PostRow | undefined, own: string): string[] {
  const code = post?.area ?? own;
  const way = Array.from({ length: Math.max(0, code.length / 3 - 1) }, (_, i) => code.slice(0, 6 + i * 3));
  return post ? [...way, `organisation-${post.organisation}`] : way;
}

/** Keys of all branches, so that a search shows what it found. */
function branches(nodes: PostNode[]): string[] {
  return nodes.flatMap((node) => (node.children ? [node.key, ...branches(node.children)] : []));
}
