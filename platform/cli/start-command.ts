import type { Command } from 'commander';
import { openInstallation } from '../compose.ts';
import { readConfig } from '../config.ts';
import { migrate } from '../db/migrate.ts';
import { startEmbedded } from '../db/start-embedded.ts';
import { startServer } from '../start-server.ts';
import { probePort } from './probe-port.ts';
import { loadFirstSample } from './sample-command.ts';

/** `gewu start` and `gewu migrate`. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description('start the database, the server and the three faces; the first start loads the sample district')
    .option('--roles <roles>', 'what this process does: http, jobs, mqtt', 'http,jobs,mqtt')
    .option('--sample-cases <n>', 'how many sample cases a first start makes', '3000')
    .action(async (options: { roles: string; sampleCases: string }) => {
      const began = Date.now();
      const config = readConfig();
      // known at once, before minutes go into a database and a sample
      if (options.roles.split(',').includes('http'))
        await probePort(config.host, config.port).catch((error) => {
          throw explain(error, config.port);
        });
      const installation = await openInstallation(config);
      const { ctx } = installation;
      let running: Awaited<ReturnType<typeof startServer>> | undefined;
      let stopping = false;
      const stop = async () => {
        if (stopping) return;
        stopping = true;
        process.stdout.write('\nStopping … 正在停止 …\n');
        await running?.stop();
        await installation.close();
        process.exit(0);
      };
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
      try {
        if (config.sample) await loadFirstSample(installation, Number(options.sampleCases));
        running = await startServer(installation, new Set(options.roles.split(',')));
      } catch (error) {
        stopping = true;
        await installation.close();
        throw explain(error, config.port);
      }
      const url = ctx.config.publicUrl;
      process.stdout.write(
        [
          '',
          `  Gewu 格物 is up (${((Date.now() - began) / 1000).toFixed(1)} s)${config.sample ? '  — sample district 示例区' : ''}`,
          '',
          `  Residents 居民端      ${url}/resident/`,
          `  Grid workers 网格员   ${url}/field/`,
          `  Staff desk 工作台     ${url}/console/`,
          `  API                   ${url}/api/docs`,
          `  Open311               ${url}/open311/v2/discovery.xml`,
          `  Devices (MQTT) 设备   ${running.mqttPort ? `mqtt://localhost:${running.mqttPort}` : config.mqtt.port ? `port ${config.mqtt.port} is taken: MQTT_PORT=1884 端口被占用` : 'off'}`,
          `  Data 数据             ${config.databaseUrl ? 'DATABASE_URL' : config.dataFolder}`,
          '',
          '  Ctrl-C stops everything.',
          '',
        ].join('\n'),
      );
    });

  program
    .command('migrate')
    .description('bring the database to the present schema and stop')
    .action(async () => {
      const config = readConfig();
      const embedded = config.databaseUrl
        ? undefined
        : await startEmbedded(config.dataFolder, config.secrets.superPassword);
      const ran = await migrate(config.databaseUrl ?? (embedded?.url as string), config.secrets);
      process.stdout.write(ran.length ? `Ran ${ran.join(', ')}\n` : 'The schema is up to date.\n');
      if (embedded?.started) await embedded.stop();
    });
}

function explain(error: unknown, port: number): unknown {
  if ((error as { code?: string }).code === 'EADDRINUSE')
    return new Error(
      `Port ${port} is taken. Choose another with PORT=8081. 端口 ${port} 已被占用，可用 PORT=8081 另选。`,
    );
  return error;
}
