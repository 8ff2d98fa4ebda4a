import { spawn } from 'node:child_process';
import { ROOT } from './layout';

/**
 * Runs a command of the repository's packages, with its output on the
 * terminal. A Ctrl-C reaches it directly.
 *
 * @returns its exit code, null when a signal ended it
 */
export async function runVisibly(
  command: string,
  args: string[],
  env: Record<string, string>,
): Promise<number | null> {
  const child = spawn('yarn', ['run', '--top-level', command, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('exit', done);
  });
}
