import { BackendProcess } from './BackendProcess';

/**
 * Keeps a process with all code loaded in reserve: a backend that is killed is
 * followed by the next within half a second instead of three.
 */
export class SpareBackends {
  #spare: BackendProcess = new BackendProcess();

  /** A process that has not been started; another begins to load in its stead. */
  take(): BackendProcess {
    const spare = this.#spare;
    this.#spare = new BackendProcess();
    return spare;
  }

  async close(): Promise<void> {
    await this.#spare.kill();
  }
}
