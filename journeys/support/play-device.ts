import mqtt from 'mqtt';

/** What one device said and was acknowledged: the number of each message, its stamp, how often it had to be sent. */
export type Played = {
  said: { n: number; ts: number; tries: number }[];
  /** How many of the messages raise an alarm, and how many end it. */
  alarms: number;
  ended: number;
};

const TOPIC = 'v1/devices/me/telemetry';

/**
 * A door that speaks one message after the other, QoS 1, and sends each again until it is acknowledged, whatever happens
 * to the server. Every tenth message says that it was forced, and the second one after that it is not any more.
 * @param goOn asked before each new message
 * @param onSaid told of each message that was acknowledged
 */
export async function playDevice(url: string, token: string, goOn: () => boolean, onSaid: () => void): Promise<Played> {
  const played: Played = { said: [], alarms: 0, ended: 0 };
  const line = createLine(url, token);
  for (let n = 1; goOn(); n++) {
    const message = { n, ts: Date.now(), tries: 0 };
    const forced = n % 10 === 5 || n % 10 === 6;
    const payload = JSON.stringify({ ts: message.ts, values: { forced, openings: n } });
    do message.tries += 1;
    while (!(await line.send(payload)));
    played.said.push(message);
    onSaid();
    if (n % 10 === 5) played.alarms += 1;
    if (n % 10 === 7) played.ended += 1;
    await pause(5);
  }
  await line.end();
  return played;
}

/** One connection at a time, made anew when it is gone. */
function createLine(url: string, username: string) {
  let client: mqtt.MqttClient | undefined;
  const drop = async () => {
    const old = client;
    client = undefined;
    await old?.endAsync(true);
  };
  return {
    /** @returns whether the message was acknowledged; it may have arrived even when not */
    async send(payload: string): Promise<boolean> {
      try {
        client ??= await connect(url, username);
        const current = client;
        let lose = () => {};
        const lost = new Promise<false>((done) => {
          lose = () => done(false);
          current.once('close', lose);
        });
        const sent = await Promise.race([
          current.publishAsync(TOPIC, payload, { qos: 1 }).then(
            () => true,
            () => false,
          ),
          lost,
        ]);
        current.off('close', lose);
        if (!sent) await drop();
        return sent;
      } catch {
        await drop();
        await pause(100);
        return false;
      }
    },
    end: drop,
  };
}

async function connect(url: string, username: string): Promise<mqtt.MqttClient> {
  const client = await mqtt.connectAsync(url, { username, reconnectPeriod: 0, connectTimeout: 5_000 }, false);
  return client.on('error', () => undefined); // the connection is gone: its message is sent again
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
