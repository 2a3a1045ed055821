/** What a limit rests on, in the reader's language: shipped rows say it as "Chinese | English", edited ones in one. */
export function pickBasis(basis: string | null, language: string): string {
  const [zh = '', en = zh] = (basis ?? '').split(' | ');
  return language === 'en' ? en : zh;
}
