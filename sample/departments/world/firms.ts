export type FirmKind = 'company' | 'business' | 'school' | 'property';

export type Firm = {
  name: string;
  uscc: string;
  kind: FirmKind;
  industry: string;
  scope: string;
  /** Person who represents it. */
  legal: number;
  phone: string;
  address: string;
  staff: number;
  registered: number;
  open: boolean;
};
