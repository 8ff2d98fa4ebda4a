import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_DIRECTORY, ROOT } from '../layout';
import { planPortal } from '../PortalPlan';
import { PortalError } from '../PortalError';
import { findFreePorts } from '../ports';
import { runVisibly } from '../runVisibly';
import { startPortal } from '../startPortal';
import { findBrowser } from './findBrowser';
import { TestCounts, TestSuite } from './TestSuite';

/** What names the Lucid account of whoever is at the terminal. */
const LUCID_VARIABLES = [
  'LUCID_SCIM_TOKEN',
  'LUCID_SCIM_BASE_URL',
  'LUCID_API_KEY',
  'LUCID_API_BASE_URL',
];

/** The part of Playwright's report that is read here. */
interface PlaywrightReport {
  stats: {
    expected: number;
    unexpected: number;
    flaky: number;
    skipped: number;
  };
}

/**
 * What is done in a real browser with a portal that is started for it: on
 * free ports, with data of its own, with the simulated Lucid account.
 */
export class BrowserSuite implements TestSuite {
  readonly name: string;
  readonly #project: string;
  readonly #history: boolean;
  readonly #signal: AbortSignal;

  /**
   * @param options - `project` is one of playwright.config.ts; `history` gives the
   *   portal a past; `signal` ends it early
   */
  constructor(options: {
    project: string;
    history?: boolean;
    signal: AbortSignal;
  }) {
    this.name = options.project;
    this.#project = options.project;
    this.#history = options.history ?? false;
    this.#signal = options.signal;
  }

  async run(): Promise<TestCounts[]> {
    const directory = mkdtempSync(join(tmpdir(), 'portal-browser-'));
    const [app, backend, simulator] = await findFreePorts(3);
    // Whatever account the person at the terminal uses is none of the tests'.
    const environment = { ...process.env };
    for (const name of LUCID_VARIABLES) {
      delete environment[name];
    }
    const plan = planPortal(
      {
        appPort: String(app),
        backendPort: String(backend),
        simulatorPort: String(simulator),
        dataDirectory: join(directory, 'data'),
        logDirectory: join(LOG_DIRECTORY, this.#project),
        history: this.#history,
      },
      environment,
    );
    try {
      const browser = await findBrowser();
      const portal = await startPortal(
        plan,
        line => console.log(`portal: ${line}`),
        this.#signal,
      );
      try {
        const reportFile = join(directory, 'report.json');
        await runVisibly({
          command: 'playwright',
          args: ['test', '--project', this.#project, '--reporter=list,json'],
          cwd: join(ROOT, 'packages/portal'),
          env: {
            ...browser.env,
            PORTAL_BROWSER: browser.executable,
            PORTAL_APP_URL: plan.appUrl,
            PORTAL_BACKEND_URL: plan.backendUrl,
            PORTAL_SIMULATOR_URL: `http://localhost:${simulator}`,
            PORTAL_SIMULATOR_TOKEN: plan.lucid.token,
            PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
          },
        });
        return [{ name: this.name, ...readReport(reportFile) }];
      } finally {
        await portal.stop();
      }
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
}

function readReport(file: string): Omit<TestCounts, 'name'> {
  let report: PlaywrightReport;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new PortalError('Playwright ended without a report');
  }
  const { expected, unexpected, flaky, skipped } = report.stats;
  // A test that passes only when tried again has failed.
  return { passed: expected, failed: unexpected + flaky, skipped };
}
