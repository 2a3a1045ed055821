import { areaTexts } from './areas/area-texts.ts';
import { catalogueTexts } from './catalogue/catalogue-texts.ts';
import { keyTexts } from './keys/key-texts.ts';
import { limitTexts } from './limits/limit-texts.ts';
import { postTexts } from './posts/post-texts.ts';

const shared = {
  zh: {
    'manage.save': '保存',
    'manage.saved': '已保存',
    'manage.cancel': '取消',
    'manage.edit': '修改',
    'manage.none': '无',
    'manage.needed': '请填写',
    'manage.actions': '操作',
    'manage.search': '搜索',
    'manage.history': '历史',
    'manage.from': '{{when}} 起',
    'manage.to': '至 {{when}}',
    'manage.now': '现行',
  },
  en: {
    'manage.save': 'Save',
    'manage.saved': 'Saved',
    'manage.cancel': 'Cancel',
    'manage.edit': 'Change',
    'manage.none': 'none',
    'manage.needed': 'Please fill in',
    'manage.actions': 'Actions',
    'manage.search': 'Search',
    'manage.history': 'History',
    'manage.from': 'from {{when}}',
    'manage.to': 'to {{when}}',
    'manage.now': 'in force',
  },
};

/** Every word of the manager's pages. */
export const manageTexts = {
  zh: { ...shared.zh, ...areaTexts.zh, ...postTexts.zh, ...catalogueTexts.zh, ...limitTexts.zh, ...keyTexts.zh },
  en: { ...shared.en, ...areaTexts.en, ...postTexts.en, ...catalogueTexts.en, ...limitTexts.en, ...keyTexts.en },
};
