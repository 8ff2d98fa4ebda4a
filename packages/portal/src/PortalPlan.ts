import { join, resolve } from 'node:path';
import { LOG_DIRECTORY, STATE_DIRECTORY } from './layout';
import { PortalError } from './PortalError';

/** The Lucid account that the portal reads. */
export interface LucidTarget {
  simulated: boolean;
  token: string;
  /** Absent: the plugin's default, which is Lucid's own. */
  baseUrl?: string;
  /** Key of the REST API, which is left alone without one. */
  apiKey?: string;
  /** Absent: the plugin's default, which is Lucid's own. */
  apiBaseUrl?: string;
}

/** Everything that is settled before anything is started. */
export interface PortalPlan {
  ports: { app: number; backend: number; simulator: number };
  appUrl: string;
  backendUrl: string;
  lucid: LucidTarget;
  /** Handed to the simulator as they are. */
  simulatorArguments: string[];
  /** Configuration on top of that of the example, the strongest last. */
  configFiles: string[];
  /** Where the databases are. */
  dataDirectory: string;
  /** Whether to begin without the data of earlier starts. */
  fresh: boolean;
  /** Whether the portal has a year behind it when it is new. */
  history: boolean;
  logDirectory: string;
}

/** What the person who starts the portal chose. */
export interface PortalChoices {
  appPort?: string;
  backendPort?: string;
  simulatorPort?: string;
  configFiles?: string[];
  dataDirectory?: string;
  logDirectory?: string;
  fresh?: boolean;
  history?: boolean;
  simulatorArguments?: string[];
}

const DEFAULT_PORTS = { app: 3000, backend: 7007, simulator: 7107 };
const SIMULATOR_TOKEN = 'lucid-simulator-token';
const SIMULATOR_API_KEY = 'lucid-simulator-api-key';

/**
 * Settles what will be started.
 *
 * @param environment - chooses where `choices` does not: `PORTAL_APP_PORT`,
 *   `PORTAL_BACKEND_PORT`, `PORTAL_SIMULATOR_PORT`; and `LUCID_SCIM_TOKEN`, with
 *   `LUCID_SCIM_BASE_URL`, `LUCID_API_KEY` and `LUCID_API_BASE_URL`, names a real
 *   Lucid account
 * @throws PortalError when a port is none, or a real account is to have a past
 */
export function planPortal(
  choices: PortalChoices,
  environment: NodeJS.ProcessEnv,
): PortalPlan {
  const ports = {
    app: readPort(
      choices.appPort ?? environment.PORTAL_APP_PORT,
      DEFAULT_PORTS.app,
    ),
    backend: readPort(
      choices.backendPort ?? environment.PORTAL_BACKEND_PORT,
      DEFAULT_PORTS.backend,
    ),
    simulator: readPort(
      choices.simulatorPort ?? environment.PORTAL_SIMULATOR_PORT,
      DEFAULT_PORTS.simulator,
    ),
  };
  const lucid = chooseLucid(environment, ports.simulator);
  const history = choices.history ?? false;
  if (history && !lucid.simulated) {
    throw new PortalError(
      '--history is for the example: unset LUCID_SCIM_TOKEN',
    );
  }
  // Two portals at the same time have nothing in common.
  const suffix = ports.app === DEFAULT_PORTS.app ? '' : `-${ports.app}`;
  return {
    ports,
    appUrl: `http://localhost:${ports.app}`,
    backendUrl: `http://localhost:${ports.backend}`,
    lucid,
    simulatorArguments: choices.simulatorArguments ?? [],
    configFiles: (choices.configFiles ?? []).map(file => resolve(file)),
    dataDirectory:
      choices.dataDirectory ??
      join(
        STATE_DIRECTORY,
        'data',
        `${nameOf(lucid)}${history ? '-history' : ''}${suffix}`,
      ),
    fresh: choices.fresh ?? false,
    history,
    logDirectory: choices.logDirectory ?? `${LOG_DIRECTORY}${suffix}`,
  };
}

function chooseLucid(
  environment: NodeJS.ProcessEnv,
  simulatorPort: number,
): LucidTarget {
  if (environment.LUCID_SCIM_TOKEN) {
    return {
      simulated: false,
      token: environment.LUCID_SCIM_TOKEN,
      baseUrl: environment.LUCID_SCIM_BASE_URL || undefined,
      apiKey: environment.LUCID_API_KEY || undefined,
      apiBaseUrl: environment.LUCID_API_BASE_URL || undefined,
    };
  }
  return {
    simulated: true,
    token: SIMULATOR_TOKEN,
    baseUrl: `http://localhost:${simulatorPort}/scim/v2`,
    apiKey: SIMULATOR_API_KEY,
    apiBaseUrl: `http://localhost:${simulatorPort}/rest`,
  };
}

/** Keeps the data of the example apart from that of real accounts. */
function nameOf(lucid: LucidTarget): string {
  if (lucid.simulated) {
    return 'example';
  }
  const address = lucid.baseUrl?.replace(/^\w+:\/\//, '') ?? 'lucid';
  return address.replace(/[^\w.-]+/g, '-');
}

function readPort(value: string | undefined, fallback: number): number {
  const port = value === undefined ? fallback : Number(value);
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new PortalError(`not a port: ${value}`);
  }
  return port;
}
