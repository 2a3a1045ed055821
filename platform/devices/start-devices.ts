import { readFileSync } from 'node:fs';
import type { Context } from '../http/context.ts';
import type { ProfileOf } from './alarms/settle-alarms.ts';
import { linkBroker } from './broker/link-broker.ts';
import { startBroker } from './broker/start-broker.ts';
import { createDialects, type Dialects } from './dialects/create-dialects.ts';
import { hearOutside, outsideTopics } from './dialects/hear-topic.ts';
import { readDialects } from './dialects/read-dialects.ts';
import { sipServer } from './dialects/sip/server-identity.ts';
import { startSip } from './dialects/sip/start-sip.ts';
import { createDevices, type Devices } from './intake/create-devices.ts';
import { readProfiles } from './profiles/read-profiles.ts';
import { syncProfiles } from './profiles/sync-profiles.ts';
import { makeDays } from './store/make-days.ts';

export type StartedDevices = {
  devices: Devices;
  dialects: Dialects;
  profileOf: ProfileOf;
  mqttPort: number | undefined;
  stop(): Promise<void>;
};

/**
 * Starts what hears devices in this process: the intake, and with `mqtt` the broker inside and the link to an outside one.
 * A port that is taken switches the broker off and the rest goes on: a grid worker must not wait for a device's sake.
 */
export async function startDevices(ctx: Context, mqtt: boolean): Promise<StartedDevices> {
  const profiles = readProfiles();
  await syncProfiles(ctx.writer, profiles);
  await makeDays(ctx.writer);
  // the first look at the fleet's health need not wait for the minute
  await ctx.jobs.add('device-care', {}, 'device-care');
  const profileOf: ProfileOf = (key) => profiles.get(key);
  const devices = createDevices(ctx, profileOf);
  const declared = readDialects(new Set(profiles.keys()));
  const dialects = createDialects(ctx, devices, declared);
  const stops: (() => Promise<void>)[] = [];
  const { port, tls, url, group } = ctx.config.mqtt;
  let mqttPort: number | undefined;
  if (mqtt && port !== undefined) {
    try {
      const broker = await startBroker(ctx, devices, {
        host: ctx.config.host,
        port,
        dialects,
        ...(tls && { tls: { cert: readFileSync(tls.certFile, 'utf8'), key: readFileSync(tls.keyFile, 'utf8') } }),
      });
      mqttPort = broker.port;
      stops.push(broker.stop);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
      ctx.log.warn({ port }, 'the port of the broker is taken: no device can connect');
    }
  }
  if (mqtt && url) {
    const topics = outsideTopics([...declared.values()].map(({ base }) => base));
    const link = linkBroker(ctx, devices, { url, group, topics, takeOther: hearOutside(dialects, devices) });
    stops.push(link.stop);
  }
  const { sip } = ctx.config;
  if (mqtt && sip) {
    try {
      const options = { host: ctx.config.host, port: sip.port, server: sipServer(ctx.config) };
      stops.push((await startSip(ctx, devices, dialects, options)).stop);
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
      ctx.log.warn({ port: sip.port }, 'the port for SIP is taken: no GB/T 28181 device can register');
    }
  }
  return {
    devices,
    dialects,
    profileOf,
    mqttPort,
    async stop() {
      for (const stop of stops) await stop();
      await devices.close();
    },
  };
}
