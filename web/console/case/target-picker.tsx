import { Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../kit/session.ts';
import { useMatters } from '../shared/use-matters.ts';
import { useOrganisations } from '../shared/use-organisations.ts';
import { useTargetPosts } from '../shared/use-posts.ts';
import { groupTargets, matchesTarget, type TargetPost } from './group-targets.ts';

type Props = {
  id: string;
  caseArea: string;
  matter: string | undefined;
  value: number | undefined;
  onChange: (post: number | undefined) => void;
};

/** Picks the post that gets the case: colleagues, those over the place, departments; or by typing any of its names. */
export function TargetPicker({ id, caseArea, matter, value, onChange }: Props) {
  const { t } = useTranslation();
  const { data: me } = useMe();
  const { posts, loading } = useTargetPosts();
  const own = me?.posts.find((post) => post.id === me.post);
  const { byKey } = useMatters();
  const organisations = useOrganisations();
  const leadCode = matter === undefined ? undefined : byKey.get(matter)?.lead;
  const lead = organisations.find((one) => one.code === leadCode)?.id;
  const options = useMemo(
    () =>
      groupTargets(posts, caseArea, own && { post: own.id, organisation: own.organisation }, lead).map(
        ({ group, posts: some }) => ({
          label: t(`act.group.${group}`),
          title: group,
          options: some.map((post) => ({ value: post.id, label: post.name, post })),
        }),
      ),
    [posts, caseArea, own, lead, t],
  );
  return (
    <Select<number, { value?: number; label: string; post?: TargetPost }>
      id={id}
      loading={loading}
      autoFocus
      allowClear
      showSearch={{ filterOption: (typed, option) => option?.post !== undefined && matchesTarget(option.post, typed) }}
      placeholder={t('act.targetFind')}
      notFoundContent={t('act.targetEmpty')}
      value={value ?? null}
      onChange={(post: number | null) => onChange(post ?? undefined)}
      options={options}
      listHeight={360}
      optionRender={({ data }) => data.post !== undefined && <TargetLine post={data.post} />}
    />
  );
}

function TargetLine({ post }: { post: TargetPost }) {
  const { t } = useTranslation();
  const people = post.holders.map((holder) => holder.name).join('、');
  return (
    <span className="option-two">
      <span>{post.name}</span>
      <small>
        {[post.organisationName, people || t('act.vacant'), post.onDuty.length > 0 ? t('act.onDuty') : '']
          .filter(Boolean)
          .join(' · ')}
      </small>
    </span>
  );
}
