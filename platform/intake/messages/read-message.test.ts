import { describe, expect, it } from 'vitest';
import type { Crs } from '../../areas/convert-geometry.ts';
import { proposeMapping } from './message-fields.ts';
import { readMessage } from './read-message.ts';

const matters = [
  { key: 'M06010', name: { zh: '暴露垃圾', en: 'exposed refuse' }, active: true },
  { key: 'M06028', name: { zh: '噪声扰民', en: 'noise nuisance' }, active: false },
];
const COLUMNS = [
  '工单编号',
  '标题',
  '问题描述',
  '联系人',
  '联系电话',
  '接收时间',
  '地址',
  '经度',
  '纬度',
  '事项',
  '紧急程度',
  '是否保密',
  '答复意见',
  '答复时间',
];
const mapping = proposeMapping(COLUMNS);
const read = (cells: Record<string, string>, crs: Crs = 'wgs84') =>
  readMessage(cells, mapping, { crs, matters, now: new Date('2026-11-24T00:00:00Z') });
const problemsOf = (cells: Record<string, string>) => {
  const result = read(cells);
  return 'problems' in result ? result.problems.map((problem) => problem.en) : [];
};

describe('proposeMapping', () => {
  it('knows the columns of a hotline ticket and of a message board', () => {
    expect(Object.keys(mapping)).toHaveLength(COLUMNS.length);
    expect(
      proposeMapping(['留言编号', '留言用户', '留言主题', '留言时间', '留言详情', '答复意见', '答复时间', '点赞数']),
    ).toEqual({
      ticket: '留言编号',
      name: '留言用户',
      title: '留言主题',
      received: '留言时间',
      description: '留言详情',
      reply: '答复意见',
      replied: '答复时间',
    });
    expect(proposeMapping(['问题描述（必填）', '联系电话 *'])).toEqual({
      description: '问题描述（必填）',
      phone: '联系电话 *',
    });
    expect(proposeMapping(['A', 'B'])).toEqual({});
  });
});

describe('readMessage', () => {
  it('reads every field', () => {
    const cells = {
      工单编号: 'T1',
      标题: '垃圾',
      问题描述: '\n\t\t楼下垃圾\r\n\t\t成堆',
      联系人: '王',
      联系电话: '029',
      接收时间: '2026/11/20 9:00:00',
      地址: '芙蓉社区',
      经度: '108.7',
      纬度: '34.33',
      事项: '61040206010',
      紧急程度: '紧急',
      是否保密: '是',
      答复意见: '已清',
      答复时间: '2026/11/21',
    };
    expect(read(cells)).toEqual({
      ticket: 'T1',
      title: '垃圾',
      description: '楼下垃圾\n成堆',
      contact: { name: '王', phone: '029' },
      received: new Date('2026-11-20T01:00:00Z'),
      place: '芙蓉社区',
      lon: 108.7,
      lat: 34.33,
      matter: 'M06010',
      urgency: 'urgent',
      confidential: true,
      reply: { text: '已清', at: new Date('2026-11-20T16:00:00Z') },
    });
  });

  it('takes a title for the description where there is no other text', () =>
    expect(read({ 标题: '路灯不亮' })).toMatchObject({ description: '路灯不亮', confidential: false }));

  it('moves coordinates of Chinese maps to WGS-84', () => {
    const moved = read({ 问题描述: 'x', 经度: '108.7', 纬度: '34.33' }, 'gcj02') as { lon: number; lat: number };
    expect(moved.lon).toBeCloseTo(108.6953, 3);
    expect(moved.lat).toBeCloseTo(34.3315, 3);
  });

  it.each([
    [{}, 'The description is missing'],
    [{ 问题描述: '好'.repeat(10_001) }, 'longer than 10000'],
    [{ 问题描述: 'x', 接收时间: '昨天' }, 'time received cannot be read'],
    [{ 问题描述: 'x', 接收时间: '2036-01-01' }, 'lies in the future'],
    [{ 问题描述: 'x', 接收时间: '2026-01-02', 答复时间: '2026-01-01' }, 'older than the message'],
    [{ 问题描述: 'x', 接收时间: '2026-01-02', 答复意见: '已办' }, 'without its time'],
    [{ 问题描述: 'x', 答复时间: '2026-01-02' }, 'not when the message came'],
    [{ 问题描述: 'x', 紧急程度: '十万火急' }, 'urgency is not known'],
    [{ 问题描述: 'x', 事项: '外星人' }, 'Not in the catalogue'],
    [{ 问题描述: 'x', 事项: '噪声扰民' }, 'Not in the catalogue'],
    [{ 问题描述: 'x', 经度: '108.7' }, 'coordinates'],
    [{ 问题描述: 'x', 经度: '34.3', 纬度: '108.7' }, 'coordinates'],
  ])('refuses %j', (cells, reason) =>
    expect(problemsOf(cells as Record<string, string>)).toEqual([expect.stringContaining(reason)]),
  );

  it('tells all reasons at once', () => expect(problemsOf({ 接收时间: '?', 紧急程度: '?' })).toHaveLength(3));
});
