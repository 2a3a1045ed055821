import type { Client } from 'aedes';

export type Connections = {
  /** The client speaks for the device from now on: itself, or a gateway. */
  bind(device: number, client: Client): void;
  release(client: Client): void;
  /** Ids of the devices that can be reached through this server. */
  reachable(): number[];
  /** Whether the device speaks for itself, and not through a gateway. */
  isOwn(device: number, client: Client): boolean;
  clientOf(device: number): Client | undefined;
  /** Sends to one device alone; what others subscribed to under the same name never hears of it. */
  send(device: number, topic: string, payload: unknown): boolean;
};

/** Who is connected to this server, and as which device. */
export function createConnections(): Connections {
  const byDevice = new Map<number, Client>();
  const own = new Map<Client, number>();
  const carried = new Map<Client, Set<number>>();
  return {
    bind(device, client) {
      byDevice.set(device, client);
      if (!own.has(client)) own.set(client, device);
      const set = carried.get(client) ?? new Set();
      carried.set(client, set.add(device));
    },
    release(client) {
      for (const device of carried.get(client) ?? []) if (byDevice.get(device) === client) byDevice.delete(device);
      carried.delete(client);
      own.delete(client);
    },
    reachable: () => [...byDevice.keys()],
    isOwn: (device, client) => own.get(client) === device,
    clientOf: (device) => byDevice.get(device),
    send(device, topic, payload) {
      const client = byDevice.get(device);
      if (!client || !hears(client, topic)) return false;
      publishTo(client, topic, payload);
      return true;
    },
  };
}

/** Whether the client subscribed to a filter that the topic fits. */
function hears(client: Client, topic: string): boolean {
  const filters = Object.keys((client as unknown as { subscriptions: Record<string, unknown> }).subscriptions);
  return filters.some(
    (filter) =>
      filter === topic || (filter.includes('+') && new RegExp(`^${filter.replaceAll('+', '[^/]+')}$`).test(topic)),
  );
}

/** Publishes to one client, as bytes or as JSON. */
export function publishTo(client: Client, topic: string, payload: unknown): void {
  const bytes = Buffer.isBuffer(payload) ? payload : Buffer.from(JSON.stringify(payload));
  client.publish({ cmd: 'publish', topic, payload: bytes, qos: 1, retain: false, dup: false }, () => undefined);
}
