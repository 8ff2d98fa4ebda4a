import { spawn } from 'node:child_process';

/** A command of a package's dependencies. */
export interface VisibleCommand {
  command: string;
  args: string[];
  /** The package whose dependency it is. */
  cwd: string;
  /** Added to the environment of this process. */
  env: Record<string, string>;
}

/**
 * Runs a command with its output on the terminal. A Ctrl-C reaches it
 * directly.
 *
 * @returns its exit code, null when a signal ended it
 */
export async function runVisibly(
  options: VisibleCommand,
): Promise<number | null> {
  const { command, args, cwd, env } = options;
  const child = spawn('yarn', ['run', command, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', done);
  });
}
