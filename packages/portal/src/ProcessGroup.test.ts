import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ProcessGroup } from './ProcessGroup';

// Starts a program that ignores polite signals, and tells both process ids.
const STUBBORN_PARENT = `
  const child = require('node:child_process').spawn(process.execPath,
    ['-e', 'process.on("SIGTERM", () => {}); console.log("up", process.pid); setInterval(() => {}, 1000)'],
    { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

describe('ProcessGroup', () => {
  const directory = mkdtempSync(join(tmpdir(), 'process-group-'));
  const logFile = join(directory, 'log');
  const start = (script: string) =>
    ProcessGroup.start({
      command: process.execPath,
      args: ['-e', script],
      cwd: directory,
      logFile,
    });

  afterAll(() => rmSync(directory, { recursive: true }));

  it('ends what the program started along with it', async () => {
    const group = start(STUBBORN_PARENT);
    const child = await pidIn(logFile);

    await group.stop();

    await expect(isGone(child)).resolves.toBe(true);
  });

  it('tells how a program ended', async () => {
    await expect(start('process.exit(3)').ended).resolves.toBe(
      'ended with code 3',
    );
    await expect(start('').ended).resolves.toBe('');
  });

  it('keeps the output of the program', async () => {
    await start('console.log("out"); console.error("err")').ended;

    expect(readFileSync(logFile, 'utf8')).toBe('out\nerr\n');
  });

  it('tells that there is no such program', async () => {
    const group = ProcessGroup.start({
      command: 'no-such-program',
      args: [],
      cwd: directory,
      logFile,
    });

    await expect(group.ended).resolves.toContain('ENOENT');
    await group.stop();
  });
});

async function pidIn(logFile: string): Promise<number> {
  for (;;) {
    const [, pid] = /up (\d+)/.exec(readFileSync(logFile, 'utf8')) ?? [];
    if (pid) {
      return Number(pid);
    }
    await wait(20);
  }
}

/** A killed process can still be there for a moment, until it is reaped. */
async function isGone(pid: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    try {
      process.kill(pid, 0);
    } catch {
      return true;
    }
    await wait(20);
  }
  return false;
}
