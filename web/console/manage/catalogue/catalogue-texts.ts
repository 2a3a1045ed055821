export const catalogueTexts = { zh: {}, en: {} };
