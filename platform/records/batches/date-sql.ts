/**
 * The date that a text says, as an SQL expression; NULL where it says none. 1990-01-01, 1990/1/1, 1990.1.1, 19900101,
 * 1990年1月1日, with or without a time, and the day numbers of Excel.
 */
export function dateOfSql(column: string): string {
  const spelled = `regexp_replace(regexp_replace(${column}, '[年月./]', '-', 'g'), '日.*$', '')`;
  return `CASE
    WHEN regexp_full_match(${column}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(${column} AS DATE)
    WHEN regexp_full_match(${column}, '[0-9]{8}') THEN TRY_CAST(left(${column}, 4) || '-' || substr(${column}, 5, 2) || '-' || right(${column}, 2) AS DATE)
    WHEN regexp_full_match(${column}, '[0-9]{5}(\\.[0-9]+)?') THEN DATE '1899-12-30' + TRY_CAST(left(${column}, 5) AS INTEGER)
    WHEN regexp_full_match(${column}, '[0-9]{4}[-年./][0-9]{1,2}[-月./][0-9]{1,2}(日.*|[ T].*)?')
      THEN TRY_CAST(regexp_extract(${spelled}, '^[0-9]+-[0-9]+-[0-9]+') AS DATE) END`;
}
