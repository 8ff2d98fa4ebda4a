import { ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LucidApi } from './LucidApi';
import { PhaseLog } from './PhaseLog';
import { BackendInput, BackendMessage } from './main';

/** Lines of the log that are kept, to be shown when something is wrong. */
const LINES_KEPT = 60;

/** A backend that was started, and can be asked and ended. */
export interface RunningBackend {
  api: LucidApi;
  /** Milliseconds that it took to start, its code being loaded already. */
  startedInMs: number;
}

/** A process in which a backend runs, or waits until it is told to. */
export class BackendProcess {
  readonly #child: ChildProcess;
  readonly #loaded: Promise<void>;
  readonly #exit: Promise<{ code: number | null; signal: string | null }>;
  #lines: string[] = [];
  /** How far its syncs are. */
  readonly phases = new PhaseLog();

  constructor() {
    this.#child = fork(require.resolve('./main'), [], {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      ],
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'info' },
      silent: true,
    });
    this.#exit = new Promise(resolve => {
      this.#child.once('exit', (code, signal) => resolve({ code, signal }));
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (stream) {
        createInterface({ input: stream }).on('line', line => {
          this.#lines = [...this.#lines, line].slice(-LINES_KEPT);
          this.phases.read(line);
        });
      }
    }
    this.#loaded = this.#message('loaded').then(() => {});
    // Whoever starts it learns of it; a spare that nobody starts does not matter.
    this.#loaded.catch(() => {});
  }

  /** The end of what it has logged. */
  get log(): string {
    return this.#lines.join('\n');
  }

  /**
   * Starts the backend.
   *
   * @throws Error with the end of its log when it does not start
   */
  async start(
    input: BackendInput & { apiToken: string },
  ): Promise<RunningBackend> {
    const { apiToken, ...forChild } = input;
    await this.#loaded;
    const begin = performance.now();
    const started = this.#message('started');
    this.#child.send(forChild);
    const { port } = await started;
    return {
      api: new LucidApi({ origin: `http://127.0.0.1:${port}`, apiToken }),
      startedInMs: performance.now() - begin,
    };
  }

  /** Stops the process without ending it, as a machine does that nobody can reach. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets a frozen process go on as if nothing had been. */
  thaw(): void {
    this.#child.kill('SIGCONT');
  }

  /** Ends the process at once, as a crash would, and settles when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  /**
   * Asks the backend to end, as an orchestrator does.
   *
   * @returns milliseconds until the process was gone, and its exit code
   */
  async terminate(): Promise<{ milliseconds: number; code: number | null }> {
    const begin = performance.now();
    this.#child.kill('SIGTERM');
    const { code } = await this.#exit;
    return { milliseconds: performance.now() - begin, code };
  }

  /** @throws Error when the backend says that it failed, or ends before it says so */
  #message<TKind extends BackendMessage['lucidBackend']>(
    kind: TKind,
  ): Promise<Extract<BackendMessage, { lucidBackend: TKind }>> {
    return new Promise((resolve, reject) => {
      // The transform of modules sends messages of its own.
      this.#child.on('message', (message: BackendMessage) => {
        if (message.lucidBackend === 'failed') {
          reject(new Error(`The backend did not start: ${message.reason}`));
        } else if (message.lucidBackend === kind) {
          resolve(message as Extract<BackendMessage, { lucidBackend: TKind }>);
        }
      });
      this.#exit.then(({ code, signal }) =>
        reject(
          new Error(`The backend ended with ${code ?? signal}:\n${this.log}`),
        ),
      );
    });
  }
}
