import { connect } from 'node:net';
import { once } from 'node:events';
import { startLucidSimulator } from './startLucidSimulator';

describe('startLucidSimulator', () => {
  it('listens on loopback alone unless told', async () => {
    const simulator = await startLucidSimulator();
    expect(simulator.url).toBe(`http://127.0.0.1:${simulator.port}/scim/v2`);
    expect(simulator.adminUrl).toBe(`http://127.0.0.1:${simulator.port}/admin`);
    await simulator.close();
  });

  it('asks for the token it was given', async () => {
    const simulator = await startLucidSimulator({ token: 'a-token' });
    const { status } = await fetch(`${simulator.url}/Users`, {
      headers: { authorization: 'Bearer a-token' },
    });
    expect(simulator.token).toBe('a-token');
    expect(status).toBe(200);
    await simulator.close();
  });

  it('says which option is not valid', async () => {
    await expect(startLucidSimulator({ failureRate: 2 })).rejects.toThrow(
      'failureRate',
    );
    await expect(startLucidSimulator({ users: -1 })).rejects.toThrow('users');
  });

  it('fails when the port is taken', async () => {
    const { port, close } = await startLucidSimulator();
    await expect(startLucidSimulator({ port })).rejects.toThrow('EADDRINUSE');
    await close();
  });

  it('closes at once, whoever is still connected', async () => {
    const simulator = await startLucidSimulator({ latencyMs: 60_000 });
    const idle = connect(simulator.port, '127.0.0.1');
    await once(idle, 'connect');
    const waiting = fetch(`${simulator.url}/Users`).then(
      () => 'answered',
      () => 'dropped',
    );
    const start = performance.now();
    await simulator.close();
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(await waiting).toBe('dropped');
    idle.destroy();
  });

  it('can be closed once more', async () => {
    const simulator = await startLucidSimulator();
    await simulator.close();
    await expect(simulator.close()).resolves.toBeUndefined();
  });
});
