// A process of its own that speaks MQTT as many devices, so that the load does not share the server's event loop. Told by
// its one argument (JSON), answers with one line of JSON.
import mqtt, { type MqttClient } from 'mqtt';

export type TelemetryOrder = {
  url: string;
  /** Connections, one device each: device i signs in as `bench-token-i`. */
  devices: number;
  seconds: number;
  /** Messages on the way at once on each connection. */
  inFlight: number;
  /** Messages a second over all; 0: as fast as they are acknowledged. */
  rate: number;
  /** Every so many messages of a device are an alarm, and the next one ends it. 0: none. */
  alarmEvery: number;
  /** Only connect, and say when that is done; ends with the standard input. */
  hold?: boolean;
};
export type TelemetryResult = {
  acknowledged: number;
  seconds: number;
  latencies: number[];
  /** Of each message that must raise an alarm: its device's number, and when it was published, ms. */
  alarms: [device: number, at: number][];
};

const order = JSON.parse(process.argv[2] ?? '{}') as TelemetryOrder;
const clients = await connect(order);
if (order.hold) {
  process.stdout.write('connected\n');
  process.stdin.resume();
  await new Promise((done) => process.stdin.on('end', done));
} else process.stdout.write(`${JSON.stringify(await load(order, clients))}\n`);
await Promise.all(clients.map((client) => client.endAsync(true)));

async function connect({ url, devices }: TelemetryOrder): Promise<MqttClient[]> {
  const tokens = Array.from({ length: devices }, (_, i) => `bench-token-${i}`);
  const made: MqttClient[] = [];
  for (let i = 0; i < tokens.length; i += 100)
    made.push(
      ...(await Promise.all(
        tokens
          .slice(i, i + 100)
          .map((username) =>
            mqtt.connectAsync(url, { username, reconnectPeriod: 0, keepalive: 300, connectTimeout: 60_000 }),
          ),
      )),
    );
  return made;
}

async function load(order: TelemetryOrder, clients: MqttClient[]): Promise<TelemetryResult> {
  const result: TelemetryResult = { acknowledged: 0, seconds: 0, latencies: [], alarms: [] };
  const from = performance.now();
  const until = from + order.seconds * 1000;
  const workers = clients.length * order.inFlight;
  const gap = order.rate > 0 ? (workers / order.rate) * 1000 : 0;
  const work = async (client: MqttClient, device: number, lane: number) => {
    let n = 0;
    let next = from + (gap * (device + lane * clients.length)) / workers;
    while (performance.now() < until) {
      if (gap > 0) {
        const wait = next - performance.now();
        if (wait > 0) await new Promise((wake) => setTimeout(wake, wait));
        next += gap;
      }
      n += 1;
      // one lane of each device speaks of the lock: its alarms rise and end in order
      const speaks = order.alarmEvery > 0 && lane === 0;
      const raises = speaks && n % order.alarmEvery === 0;
      const values = {
        ...(speaks ? { forced: raises } : { open: n % 2 === 0 }),
        openings: n % 1000,
        rssi: -60 - (n % 20),
      };
      if (raises) result.alarms.push([device, Date.now()]);
      const sent = performance.now();
      await client.publishAsync('v1/devices/me/telemetry', JSON.stringify(values), { qos: 1 });
      result.acknowledged += 1;
      result.latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(
    clients.flatMap((client, device) =>
      Array.from({ length: order.inFlight }, (_, lane) => work(client, device, lane)),
    ),
  );
  result.seconds = (performance.now() - from) / 1000;
  return result;
}
