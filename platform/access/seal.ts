import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

export type Contact = { name: string; phone: string };

export type Sealer = {
  /** Encrypts any JSON value that holds personal fields; see `seal`. */
  sealJson(value: unknown): Buffer;
  openJson(sealed: Buffer): unknown;
  /** Encrypts personal fields for storage (AES-256-GCM; one byte key version, 12 nonce, 16 tag, then the text). */
  seal(value: Contact): Buffer;
  /** @throws Error when the bytes were tampered with or sealed under another key */
  open(sealed: Buffer): Contact;
  /** Keyed hash by which a phone is found again without being stored in the clear. */
  phoneHash(phone: string): Buffer;
};

/** @param keys base64 keys of 32 bytes each */
export function createSealer(keys: { sealKey: string; hashKey: string }): Sealer {
  const key = Buffer.from(keys.sealKey, 'base64');
  const hashKey = Buffer.from(keys.hashKey, 'base64');
  const sealer: Pick<Sealer, 'sealJson' | 'openJson'> = {
    sealJson(value) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body]);
    },
    openJson(sealed) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
      decipher.setAuthTag(sealed.subarray(13, 29));
      return JSON.parse(
        Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]).toString('utf8'),
      ) as unknown;
    },
  };
  return {
    ...sealer,
    seal: (value) => sealer.sealJson(value),
    open: (sealed) => sealer.openJson(sealed) as Contact,
    phoneHash: (phone) =>
      createHmac('sha256', hashKey)
        .update(phone.replace(/[^\d+]/g, ''))
        .digest(),
  };
}

/** 王小明 → 王**, 13812345678 → 138****5678: enough to recognise, not to know. */
export function maskContact(contact: Contact): Contact {
  const [first = '', ...rest] = contact.name;
  const phone =
    contact.phone.length >= 7
      ? `${contact.phone.slice(0, 3)}****${contact.phone.slice(-4)}`
      : '*'.repeat(contact.phone.length);
  return { name: first + '*'.repeat(Math.min(rest.length, 2)), phone };
}
