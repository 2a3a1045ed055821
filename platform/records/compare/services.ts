/** What can be compared: a name with a citizen number, or with an address. Nothing else is answered. */
export const SERVICES = {
  'person-name-citizen': { zh: '姓名与公民身份号码', en: 'Name and citizen number', fields: ['name', 'citizen'] },
  'person-address': { zh: '姓名与居住地址', en: 'Name and address', fields: ['name', 'address'] },
} as const;
export type Service = keyof typeof SERVICES;
export type Answer = 'yes' | 'no' | 'unknown';
/** One question: the name, and the citizen number or address beside it. */
export type Question = { name: string; value: string };
