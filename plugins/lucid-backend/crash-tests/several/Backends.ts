import { JsonObject } from '@backstage/types';
import { BackendProcess } from '../backend/BackendProcess';
import { SpareBackends } from '../backend/SpareBackends';
import { LucidApi } from '../backend/LucidApi';
import { backendConfig } from '../backend/backendConfig';
import { StoreDatabase } from '../series/StoreDatabase';
import { OutsideWorld } from '../world/OutsideWorld';

/** One of several backends. */
export interface NamedBackend {
  /** Under which it is known to Lucid. */
  name: string;
  process: BackendProcess;
  api: LucidApi;
}

/** Several backends on one database, each in a process of its own. */
export class Backends {
  readonly #options: {
    database: StoreDatabase;
    outside: OutsideWorld;
    schedule?: JsonObject;
    runLockLifetimeMs: number;
  };
  readonly #spares = new SpareBackends();
  readonly #alive = new Map<string, BackendProcess>();

  constructor(options: {
    database: StoreDatabase;
    outside: OutsideWorld;
    /** By which each of them syncs by itself; never unless told. */
    schedule?: JsonObject;
    runLockLifetimeMs: number;
  }) {
    this.#options = options;
  }

  /**
   * Starts backends, one after the other: on a new database, two would wait for
   * each other's migrations, and knex does not wait.
   */
  async startAll(...names: string[]): Promise<NamedBackend[]> {
    const started: NamedBackend[] = [];
    for (const name of names) {
      started.push(await this.start(name));
    }
    return started;
  }

  async start(name: string): Promise<NamedBackend> {
    const { runLockLifetimeMs, ...options } = this.#options;
    const process = this.#spares.take();
    this.#alive.set(name, process);
    const { api } = await process.start({
      ...backendConfig({ ...options, name }),
      runLockLifetimeMs,
    });
    return { name, process, api };
  }

  async kill({ name, process }: NamedBackend): Promise<void> {
    await process.kill();
    this.#alive.delete(name);
    this.#options.outside.readings.died(name);
  }

  async close(): Promise<void> {
    await this.#spares.close();
    for (const process of this.#alive.values()) {
      await process.kill();
    }
  }
}
