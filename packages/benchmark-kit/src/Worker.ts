import { ChildProcess, fork } from 'node:child_process';

/**
 * Runs in a child process: does a task each time that it is told to, and sends its
 * result to the parent.
 */
export function runTask<TInput, TResult extends object>(
  task: (input: TInput) => Promise<TResult>,
): void {
  process.on('message', (input: TInput) => {
    task(input).then(
      result => process.send?.({ result }),
      error => {
        process.send?.({ error: String(error?.stack ?? error) });
      },
    );
  });
}

/** A task in a process of its own, so that one measurement does not warm or burden the next. */
export class Worker {
  readonly #child: ChildProcess;

  /** @param task - the file that calls {@link runTask} */
  constructor(task: string) {
    this.#child = fork(task, [], {
      execArgv: [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        '--expose-gc',
      ],
    });
  }

  /** Does the task; once more only when the last time is over. */
  async run<TResult>(input: object): Promise<TResult> {
    const over = new AbortController();
    try {
      return await new Promise((resolve, reject) => {
        const onMessage = (message: WorkerMessage<TResult>) => {
          // The module transform sends messages of its own.
          if ('error' in message) {
            reject(new Error(message.error));
          } else if ('result' in message) {
            resolve(message.result);
          }
        };
        const onExit = (code: number | null) =>
          reject(new Error(`The process ended early, with ${code}`));
        this.#child.on('message', onMessage);
        this.#child.on('exit', onExit);
        over.signal.addEventListener('abort', () => {
          this.#child.off('message', onMessage);
          this.#child.off('exit', onExit);
        });
        this.#child.send(input);
      });
    } finally {
      over.abort();
    }
  }

  stop(): void {
    this.#child.kill('SIGKILL');
  }
}

type WorkerMessage<TResult> = { result: TResult } | { error: string };

/** Runs one task and ends its process. */
export async function runOnce<TResult>(
  task: string,
  input: object,
): Promise<TResult> {
  const worker = new Worker(task);
  try {
    return await worker.run<TResult>(input);
  } finally {
    worker.stop();
  }
}
