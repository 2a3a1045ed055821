import type { Sentence } from '../../http/problem.ts';

export type MessageField =
  | 'ticket'
  | 'title'
  | 'description'
  | 'name'
  | 'phone'
  | 'received'
  | 'place'
  | 'lon'
  | 'lat'
  | 'matter'
  | 'urgency'
  | 'confidential'
  | 'reply'
  | 'replied';

/** Which column of a file holds which field; fields left out are not in the file. */
export type Mapping = Partial<Record<MessageField, string>>;

type Declared = { key: MessageField; name: Sentence; required: boolean; headers: readonly string[] };

/**
 * What a file of messages can carry, after the hotline ticket of a street (工单) and the export of a message board.
 * `headers` are column names seen for it; the first that fits is proposed. The answer and its time are read by the
 * import of answered messages only.
 */
export const MESSAGE_FIELDS: readonly Declared[] = [
  {
    key: 'description',
    name: { zh: '问题描述', en: 'Description' },
    required: true,
    headers: [
      '问题描述',
      '留言详情',
      '留言内容',
      '诉求内容',
      '工单内容',
      '描述',
      '内容',
      '详情',
      'description',
      'content',
      'text',
    ],
  },
  {
    key: 'title',
    name: { zh: '标题', en: 'Title' },
    required: false,
    headers: ['标题', '留言主题', '主题', '工单标题', 'title', 'subject'],
  },
  {
    key: 'ticket',
    name: { zh: '工单编号', en: 'Ticket number' },
    required: false,
    headers: ['工单编号', '工单号', '留言编号', '编号', '流水号', 'ticket', 'id', 'number'],
  },
  {
    key: 'received',
    name: { zh: '接收时间', en: 'Received at' },
    required: false,
    headers: ['接收时间', '来电时间', '受理时间', '留言时间', '时间', 'received', 'time', 'date'],
  },
  {
    key: 'name',
    name: { zh: '联系人', en: 'Contact person' },
    required: false,
    headers: ['联系人', '姓名', '来电人', '诉求人', '留言用户', 'name', 'contact'],
  },
  {
    key: 'phone',
    name: { zh: '联系电话', en: 'Phone' },
    required: false,
    headers: ['联系电话', '电话', '手机', '手机号', '来电号码', 'phone', 'mobile'],
  },
  {
    key: 'place',
    name: { zh: '地址', en: 'Address' },
    required: false,
    headers: ['地址', '事发地址', '发生地点', '地点', '位置', 'address', 'place'],
  },
  {
    key: 'lon',
    name: { zh: '经度', en: 'Longitude' },
    required: false,
    headers: ['经度', 'lon', 'lng', 'long', 'longitude'],
  },
  { key: 'lat', name: { zh: '纬度', en: 'Latitude' }, required: false, headers: ['纬度', 'lat', 'latitude'] },
  {
    key: 'matter',
    name: { zh: '事项', en: 'Matter' },
    required: false,
    headers: ['事项', '事项代码', '事项名称', '事项类别', '类别', 'matter', 'category'],
  },
  {
    key: 'urgency',
    name: { zh: '紧急程度', en: 'Urgency' },
    required: false,
    headers: ['紧急程度', '紧急', 'urgency', 'priority'],
  },
  {
    key: 'confidential',
    name: { zh: '是否保密', en: 'Confidential' },
    required: false,
    headers: ['是否保密', '保密', 'confidential'],
  },
  {
    key: 'reply',
    name: { zh: '答复意见', en: 'Answer' },
    required: false,
    headers: ['答复意见', '答复内容', '答复', '回复内容', 'reply', 'answer'],
  },
  {
    key: 'replied',
    name: { zh: '答复时间', en: 'Answered at' },
    required: false,
    headers: ['答复时间', '回复时间', 'replied', 'answered'],
  },
];

/** What a desk maps in a file of its own: answers belong to messages that came and went elsewhere. */
export const DESK_FIELDS = MESSAGE_FIELDS.filter(({ key }) => key !== 'reply' && key !== 'replied');

/** A first mapping from the names of the columns; each column serves one field. */
export function proposeMapping(columns: readonly string[]): Mapping {
  const mapping: Mapping = {};
  const free = new Set(columns);
  for (const { key, headers } of MESSAGE_FIELDS) {
    const column = headers
      .map((header) => columns.find((name) => free.has(name) && plain(name) === header))
      .find(Boolean);
    if (!column) continue;
    mapping[key] = column;
    free.delete(column);
  }
  return mapping;
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[\s*：:（(].*$/, '')
    .trim();
