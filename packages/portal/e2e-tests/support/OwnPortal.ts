import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import {
  LucidSimulator,
  LucidSimulatorAdmin,
  LucidSimulatorOptions,
  startLucidSimulator,
} from 'lucid-simulator';
import { LOG_DIRECTORY } from '../../src/layout';
import { findFreePorts } from '../../src/ports';
import { PortalPlan, planPortal } from '../../src/PortalPlan';
import { RunningPortal, startPortal } from '../../src/startPortal';

const TOKEN = 'token-of-the-test-alone';

/**
 * A portal of one test alone, whose catalog, configuration and Lucid account are
 * the test's to change.
 */
export class OwnPortal {
  readonly simulator: LucidSimulatorAdmin;
  readonly #lucid: LucidSimulator;
  readonly #directory = mkdtempSync(join(tmpdir(), 'own-portal-'));
  readonly #plan: PortalPlan;
  #running: RunningPortal | undefined;

  /** @param account - how its Lucid account is; empty unless told */
  static async create(account: LucidSimulatorOptions = {}): Promise<OwnPortal> {
    return new OwnPortal({
      ports: await findFreePorts(2),
      lucid: await startLucidSimulator({ users: 0, ...account, token: TOKEN }),
    });
  }

  private constructor(options: { ports: number[]; lucid: LucidSimulator }) {
    const [appPort, backendPort] = options.ports.map(String);
    this.#lucid = options.lucid;
    this.simulator = new LucidSimulatorAdmin({
      adminUrl: options.lucid.adminUrl,
      token: TOKEN,
    });
    this.#plan = planPortal(
      {
        appPort,
        backendPort,
        configFiles: [join(this.#directory, 'config.yaml')],
        dataDirectory: join(this.#directory, 'data'),
        logDirectory: join(LOG_DIRECTORY, 'own-portal'),
      },
      { LUCID_SCIM_TOKEN: TOKEN, LUCID_SCIM_BASE_URL: options.lucid.url },
    );
  }

  get appUrl(): string {
    return this.#plan.appUrl;
  }

  get backendUrl(): string {
    return this.#plan.backendUrl;
  }

  /** Where its databases are. */
  get dataDirectory(): string {
    return this.#plan.dataDirectory;
  }

  /** Puts people into the file that the catalog reads. */
  writeCatalog(users: Entity[]): void {
    // JSON is YAML, too.
    writeFileSync(
      this.#catalogFile,
      users.map(user => JSON.stringify(user)).join('\n---\n'),
    );
  }

  /** @param lucid - what is configured under `lucid` beside the account */
  async start(lucid: JsonObject = {}): Promise<void> {
    writeFileSync(
      join(this.#directory, 'config.yaml'),
      JSON.stringify({
        catalog: {
          locations: [
            {
              type: 'file',
              target: this.#catalogFile,
              rules: [{ allow: ['User', 'Group'] }],
            },
          ],
        },
        lucid,
      }),
    );
    this.#running = await startPortal(
      this.#plan,
      () => {},
      new AbortController().signal,
    );
  }

  /** Stops it; when it starts again, it knows what it knew. */
  async stop(): Promise<void> {
    await this.#running?.stop();
    this.#running = undefined;
  }

  /** Ends it, and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.stop();
    await this.#lucid.close();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  get #catalogFile(): string {
    return join(this.#directory, 'people.yaml');
  }
}
