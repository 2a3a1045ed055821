import mqtt, { type MqttClient } from 'mqtt';

export type Simulation = {
  /** mqtt://host:port */
  url: string;
  /** One device each. */
  tokens: readonly string[];
  /** Messages a second over all devices. */
  rate: number;
  /** How long, seconds; none: until the signal. */
  seconds?: number;
  signal?: AbortSignal;
  /** Told of each connection when it stands, to let its device do more than report. */
  attach?: (client: MqttClient, device: number) => void;
  /** What a device says, as JSON. */
  say: (device: number, nth: number) => object;
  /** Told once a second. */
  onSecond?: (figures: Figures) => void;
};
export type Figures = {
  connected: number;
  sent: number;
  acknowledged: number;
  /** Sent in the last second. */
  sentNow: number;
  acknowledgedNow: number;
  /** From publishing to the acknowledgement, ms, of those acknowledged in the last second. */
  medianMs: number;
  p99Ms: number;
};

const CONNECT_TOGETHER = 100;
const TOPIC = 'v1/devices/me/telemetry';
const TURN_MS = 20;
/** A device that waits for so many acknowledgements sends no more: as a real one would. */
const MOST_UNANSWERED = 5;

/**
 * Plays many devices over real MQTT connections, QoS 1: each message counts as acknowledged when the platform says that
 * it stands. Connections that are lost come back by themselves and send again what was not acknowledged.
 * @returns the figures of the whole run
 * @throws where the first connections are refused
 */
export async function simulateDevices(simulation: Simulation): Promise<Figures> {
  const { tokens, rate, say, signal, onSecond } = simulation;
  const clients = await connect(simulation.url, tokens, signal);
  for (const [device, client] of clients.entries()) simulation.attach?.(client, device);
  const total = { sent: 0, acknowledged: 0 };
  const all: number[] = [];
  let second: number[] = [];
  let before = { ...total };
  const unanswered = new Array<number>(clients.length).fill(0);
  const publish = (device: number, nth: number) => {
    const client = clients[device];
    if (!client) return;
    const from = performance.now();
    total.sent += 1;
    unanswered[device] = (unanswered[device] ?? 0) + 1;
    client.publish(TOPIC, JSON.stringify(say(device, nth)), { qos: 1 }, (error) => {
      unanswered[device] = (unanswered[device] ?? 1) - 1;
      if (error) return;
      total.acknowledged += 1;
      second.push(performance.now() - from);
    });
  };
  const figures = (times: number[]): Figures => {
    times.sort((a, b) => a - b);
    return {
      connected: clients.filter((client) => client.connected).length,
      ...total,
      sentNow: total.sent - before.sent,
      acknowledgedNow: total.acknowledged - before.acknowledged,
      medianMs: times[Math.floor(times.length * 0.5)] ?? 0,
      p99Ms: times[Math.floor(times.length * 0.99)] ?? 0,
    };
  };
  const began = performance.now();
  const until = simulation.seconds === undefined ? Number.POSITIVE_INFINITY : began + simulation.seconds * 1000;
  let told = began;
  let next = 0;
  while (performance.now() < until && !signal?.aborted) {
    const now = performance.now();
    for (const due = Math.floor(((now - began) / 1000) * rate); next < due; next++) {
      const device = next % clients.length;
      if ((unanswered[device] ?? 0) < MOST_UNANSWERED) publish(device, Math.floor(next / clients.length));
    }
    if (now - told >= 1000) {
      onSecond?.(figures(second));
      for (const time of second) all.push(time);
      [second, before, told] = [[], { ...total }, now];
    }
    await pause(TURN_MS);
  }
  // what is on the way may still arrive
  for (let waited = 0; waited < 3000 && total.acknowledged < total.sent; waited += TURN_MS) await pause(TURN_MS);
  before = { sent: 0, acknowledged: 0 };
  const result = figures([...all, ...second]);
  await Promise.all(clients.map((client) => client.endAsync(true)));
  return result;
}

async function connect(url: string, tokens: readonly string[], signal?: AbortSignal): Promise<MqttClient[]> {
  const clients: MqttClient[] = [];
  for (let i = 0; i < tokens.length && !signal?.aborted; i += CONNECT_TOGETHER)
    clients.push(
      ...(await Promise.all(
        tokens
          .slice(i, i + CONNECT_TOGETHER)
          .map((username) =>
            mqtt.connectAsync(url, { username, keepalive: 300, connectTimeout: 60_000, reconnectPeriod: 1000 }, false),
          ),
      )),
    );
  // a connection that breaks is tried again; without a listener its complaint would end the process
  for (const client of clients) client.on('error', () => undefined);
  return clients;
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
