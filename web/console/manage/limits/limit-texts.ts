export const limitTexts = { zh: {}, en: {} };
