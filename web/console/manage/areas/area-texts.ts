export const areaTexts = { zh: {}, en: {} };
