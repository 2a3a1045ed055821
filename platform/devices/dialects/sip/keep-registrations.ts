import type pg from 'pg';

export type Registrations = {
  /** Whether the device is signed in from this very source. */
  has(device: number, source: string, now: number): Promise<boolean>;
  keep(device: number, source: string, until: number): Promise<void>;
  forget(device: number): Promise<void>;
};

/** From where devices have signed in and until when; in the database, so that a restart signs nobody out. */
export function createRegistrations(writer: pg.Pool): Registrations {
  return {
    async has(device, source, now) {
      const { rowCount } = await writer.query(
        {
          name: 'sip-registered',
          text: 'select from sip_registration where device = $1 and source = $2 and expires_at > to_timestamp($3 / 1000.0)',
        },
        [device, source, now],
      );
      return rowCount === 1;
    },
    async keep(device, source, until) {
      await writer.query(
        `insert into sip_registration (device, source, expires_at) values ($1, $2, to_timestamp($3 / 1000.0))
         on conflict (device) do update set source = excluded.source, expires_at = excluded.expires_at`,
        [device, source, until],
      );
    },
    async forget(device) {
      await writer.query('delete from sip_registration where device = $1', [device]);
    },
  };
}
