import { ORGANISATION_WEIGHTS, USCC_SIGNS, USCC_WEIGHTS } from '@gewu/identifiers/check-uscc';

/**
 * A unified social credit code that passes both of its checks (GB 32100, GB 11714). Its organisation code is digits only
 * and runs from 99000000 down, where no registrar has come.
 * @param head registrar and class: 91 company, 92 one-person business, 12 public institution, 11 public body
 */
export function numberFirm(head: string, nth: number): string {
  const digits = String(99_000_000 - nth);
  let inner = 0;
  for (let i = 0; i < 8; i++) inner += Number(digits[i]) * (ORGANISATION_WEIGHTS[i] as number);
  const rest = 11 - (inner % 11);
  const code = `${head}610402${digits}${rest === 10 ? 'X' : rest === 11 ? '0' : rest}`;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += USCC_SIGNS.indexOf(code[i] as string) * (USCC_WEIGHTS[i] as number);
  return code + USCC_SIGNS[(31 - (sum % 31)) % 31];
}
