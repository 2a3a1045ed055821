/** A cell without spaces around it, NULL where nothing is left: spaces of every kind, the ideographic one too, say nothing. */
export const trimmedSql = (column: string) => `nullif(trim(${column}, ' \t\r\u00a0\u3000'), '')`;
