import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { aborted } from './aborted';
import { buildApp } from './appBuild';
import { LucidRecords, lucidDatabaseIn } from './history/LucidRecords';
import { liveThroughYear } from './history/liveThroughYear';
import { LucidTarget, PortalPlan } from './PortalPlan';
import { ROOT } from './layout';
import { requireFreePorts } from './ports';
import { Service } from './Service';

const HISTORY_CONFIG_FILE = join(ROOT, 'app-config.history.yaml');

const CONFIG_FILES = ['app-config.yaml', 'app-config.portal.yaml'].map(file =>
  join(ROOT, file),
);

/** A portal that can be used. */
export interface RunningPortal {
  /** @throws PortalError as soon as a part of the portal ends by itself. */
  ended(): Promise<void>;
  /** Ends everything that was started. */
  stop(): Promise<void>;
}

/**
 * Starts the simulator, where it is wanted, and the backend, which serves the
 * built app as well, each in its own process, and waits until they can be used.
 *
 * @param report - is told of each step
 * @param signal - ends it early
 * @throws PortalError when a port is taken or a part does not start, or the
 *   reason of `signal`; nothing is left running then
 */
export async function startPortal(
  plan: PortalPlan,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<RunningPortal> {
  const { ports, lucid } = plan;
  await requireFreePorts([
    { port: ports.app, name: 'app', option: '--app-port' },
    { port: ports.backend, name: 'backend', option: '--backend-port' },
    ...(lucid.simulated
      ? [
          {
            port: ports.simulator,
            name: 'Lucid simulator',
            option: '--simulator-port',
          },
        ]
      : []),
  ]);
  if (plan.fresh) {
    rmSync(plan.dataDirectory, { recursive: true, force: true });
  }
  mkdirSync(plan.dataDirectory, { recursive: true });
  mkdirSync(plan.logDirectory, { recursive: true });
  await buildApp(report, signal);

  const services: Service[] = [];
  const stop = async () => {
    await Promise.all(services.map(service => service.stop()));
  };
  const untilAborted = aborted(signal);
  // Nobody waits for it any more once the portal runs.
  untilAborted.catch(() => {});
  try {
    if (lucid.simulated) {
      report('starting the Lucid simulator');
      const simulator = startSimulator(plan, lucid);
      services.push(simulator);
      // The backend reads the account as soon as it is up.
      await Promise.race([simulator.ready(), untilAborted]);
    }
    if (plan.history && !existsSync(lucidDatabaseIn(plan.dataDirectory))) {
      await makeHistory(plan, report, signal);
    }
    report('starting the backend, which serves the app too');
    services.push(startBackend(plan));
    await Promise.race([
      Promise.all(services.map(service => service.ready())),
      untilAborted,
    ]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    ended: () => Promise.race(services.map(service => service.ended())),
    stop,
  };
}

/** What is there when it breaks off is removed: half a year would pass for a whole one. */
async function makeHistory(
  plan: PortalPlan,
  report: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  report('starting the backend for a year in fast motion');
  const backend = startBackend({
    ...plan,
    configFiles: [...plan.configFiles, HISTORY_CONFIG_FILE],
  });
  try {
    await Promise.race([backend.ready(), aborted(signal)]);
    await Promise.race([
      liveThroughYear(plan, report, signal),
      backend.ended(),
    ]);
    await backend.stop();
    await forgetSchedule(plan);
  } catch (error) {
    await backend.stop();
    rmSync(plan.dataDirectory, { recursive: true, force: true });
    throw error;
  }
}

/** The next start is to sync at once, and not when the one before would have. */
async function forgetSchedule(plan: PortalPlan): Promise<void> {
  const records = new LucidRecords(plan.dataDirectory);
  try {
    await records.forgetSchedule();
  } finally {
    await records.close();
  }
}

function startSimulator(plan: PortalPlan, lucid: LucidTarget): Service {
  return Service.start({
    name: 'Lucid simulator',
    entry: 'src/cli.ts',
    args: [
      '--port',
      String(plan.ports.simulator),
      '--token',
      lucid.token,
      ...(lucid.apiKey ? ['--api-key', lucid.apiKey] : []),
      ...plan.simulatorArguments,
    ],
    cwd: join(ROOT, 'packages/lucid-simulator'),
    logFile: join(plan.logDirectory, 'simulator.log'),
    readyUrl: `${lucid.baseUrl}/ServiceProviderConfig`,
    readyHeaders: { authorization: `Bearer ${lucid.token}` },
  });
}

function startBackend(plan: PortalPlan): Service {
  return Service.start({
    name: 'backend',
    entry: 'src/index.ts',
    args: [...CONFIG_FILES, ...plan.configFiles].flatMap(file => [
      '--config',
      file,
    ]),
    cwd: join(ROOT, 'packages/backend'),
    env: environmentOf(plan),
    logFile: join(plan.logDirectory, 'backend.log'),
    // Asked for at the address of the app, it tells that both are there.
    readyUrl: `${plan.appUrl}/.backstage/health/v1/readiness`,
  });
}

/** What app-config.yaml and app-config.portal.yaml ask the environment for. */
function environmentOf(plan: PortalPlan): Record<string, string> {
  const { lucid } = plan;
  return {
    PORTAL_APP_URL: plan.appUrl,
    PORTAL_APP_PORT: String(plan.ports.app),
    PORTAL_BACKEND_URL: plan.backendUrl,
    PORTAL_BACKEND_PORT: String(plan.ports.backend),
    PORTAL_DATA_DIRECTORY: plan.dataDirectory,
    LUCID_SCIM_TOKEN: lucid.token,
    ...(lucid.baseUrl && { LUCID_SCIM_BASE_URL: lucid.baseUrl }),
    ...(lucid.apiKey && { LUCID_API_KEY: lucid.apiKey }),
    ...(lucid.apiBaseUrl && { LUCID_API_BASE_URL: lucid.apiBaseUrl }),
  };
}
