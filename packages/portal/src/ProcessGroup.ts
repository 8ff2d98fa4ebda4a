import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A program to run. */
export interface ProgramOptions {
  command: string;
  args: string[];
  cwd: string;
  /** Added to the environment of this process. */
  env?: Record<string, string>;
  /** Its whole output goes here. */
  logFile: string;
}

const STOP_WITHIN_MS = 10_000;

/**
 * A program in a process group of its own, so that stopping it ends whatever
 * it started as well, and a Ctrl-C meant for this process reaches it only
 * through here.
 */
export class ProcessGroup {
  readonly #child: ChildProcess;
  /** How the program ended, in words; empty for a success. */
  readonly ended: Promise<string>;

  static start(options: ProgramOptions): ProcessGroup {
    return new ProcessGroup(options);
  }

  private constructor(options: ProgramOptions) {
    const log = openSync(options.logFile, 'w');
    this.#child = spawn(options.command, options.args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.ended = new Promise(done => {
      this.#child.once('error', error => done(error.message));
      this.#child.once('exit', (code, signal) => {
        if (signal) {
          done(`ended by ${signal}`);
        } else {
          done(code === 0 ? '' : `ended with code ${code}`);
        }
      });
    });
  }

  /** Ends the program and everything it started, by force where it has to be. */
  async stop(): Promise<void> {
    if (this.#signal('SIGTERM')) {
      await Promise.race([
        this.ended,
        wait(STOP_WITHIN_MS, undefined, { ref: false }),
      ]);
    }
    // Also reaches what outlived the program itself.
    this.#signal('SIGKILL');
    await this.ended;
  }

  /** Tells whether there was anything to signal. */
  #signal(signal: NodeJS.Signals): boolean {
    if (this.#child.pid === undefined) {
      return false;
    }
    try {
      return process.kill(-this.#child.pid, signal);
    } catch {
      return false;
    }
  }
}
