import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const BIN = resolve(__dirname, '../bin/lucid-simulator.js');

describe('the command line', () => {
  const children: ChildProcess[] = [];

  afterEach(() => {
    children.splice(0).forEach(child => child.kill('SIGKILL'));
  });

  function start(...args: string[]) {
    const child = spawn(process.execPath, [BIN, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    const output = { out: '', err: '' };
    child.stdout.on('data', data => (output.out += data));
    child.stderr.on('data', data => (output.err += data));
    return { child, output };
  }

  it('says in one line when it is ready, serves, and ends on a signal', async () => {
    const { child, output } = start(
      '--port',
      '0',
      '--users',
      '7',
      '--latency',
      '20',
    );
    await once(child.stdout!, 'data');
    const [url] = /http:\S+scim\/v2/.exec(output.out)!;
    const response = await fetch(`${url}/Users`, {
      headers: { authorization: 'Bearer lucid-simulator-token' },
    });
    expect(await response.json()).toMatchObject({ totalResults: 7 });
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
    expect(output.out.trim().split('\n')).toHaveLength(1);
    expect(output).toMatchObject({ err: '' });
    expect(output.out).not.toContain('lucid-simulator-token');
  }, 30_000);

  it.each([
    [['--licences', 'strange'], 'boolean'],
    [['--port', 'x'], '--port'],
    [['--failure-rate', '3'], 'failureRate'],
    [['--unknown'], '--unknown'],
  ])(
    'refuses %j and names what is wrong',
    async (args, named) => {
      const { child, output } = start('--port', '0', ...args);
      const [code] = await once(child, 'close');
      expect(code).toBe(1);
      expect(output.err).toContain(named);
    },
    30_000,
  );
});
