import { setTimeout as wait } from 'node:timers/promises';
import { logTail } from './logTail';
import { PortalError } from './PortalError';
import { ProcessGroup } from './ProcessGroup';

/** How a long-running program of this repository is started. */
export interface ServiceOptions {
  /** What messages call it. */
  name: string;
  /** The TypeScript file that Node runs. */
  entry: string;
  args?: string[];
  cwd: string;
  env?: Record<string, string>;
  /** Its whole output goes here. */
  logFile: string;
  /** Answers with a 200 as soon as the program can be used. */
  readyUrl: string;
  readyHeaders?: Record<string, string>;
}

const READY_WITHIN_MS = 180_000;
const POLL_MS = 100;

// Loads TypeScript the way `backstage-cli package start` does.
const NODE_TRANSFORM = require.resolve(
  '@backstage/cli/config/nodeTransform.cjs',
);

/** A program that others wait for, and that is not meant to end by itself. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #processes: ProcessGroup;
  #stopping = false;

  static start(options: ServiceOptions): Service {
    return new Service(options);
  }

  private constructor(options: ServiceOptions) {
    this.#options = options;
    this.#processes = ProcessGroup.start({
      command: process.execPath,
      args: [
        '--enable-source-maps',
        '--require',
        NODE_TRANSFORM,
        options.entry,
        ...(options.args ?? []),
      ],
      cwd: options.cwd,
      env: {
        NODE_ENV: process.env.NODE_ENV ?? 'development',
        ...options.env,
      },
      logFile: options.logFile,
    });
  }

  /**
   * Settles when the program ends.
   *
   * @throws PortalError with the end of the log, unless {@link Service.stop} ended it.
   */
  async ended(): Promise<void> {
    const how = await this.#processes.ended;
    if (!this.#stopping) {
      throw this.#failure(how || 'ended by itself');
    }
  }

  /**
   * Settles as soon as the program can be used.
   *
   * @throws PortalError when it ends or takes too long.
   */
  async ready(): Promise<void> {
    const settled = new AbortController();
    try {
      await Promise.race([this.#answers(settled.signal), this.ended()]);
    } finally {
      settled.abort();
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#processes.stop();
  }

  async #answers(settled: AbortSignal): Promise<void> {
    const { readyUrl, readyHeaders } = this.#options;
    const deadline = Date.now() + READY_WITHIN_MS;
    while (!settled.aborted) {
      const response = await fetch(readyUrl, {
        headers: readyHeaders,
        signal: settled,
      }).catch(() => undefined);
      await response?.body?.cancel();
      if (response?.ok) {
        return;
      }
      if (Date.now() > deadline) {
        throw this.#failure(`not ready after ${READY_WITHIN_MS / 1000} s`);
      }
      await wait(POLL_MS);
    }
  }

  #failure(what: string): PortalError {
    const { name, logFile } = this.#options;
    return new PortalError(
      `${name}: ${what}; the end of ${logFile}:\n${logTail(logFile)}`,
    );
  }
}
