import { Server, createServer } from 'node:net';
import { findFreePorts, requireFreePorts } from './ports';

const wanted = (port: number) => ({
  port,
  name: 'backend',
  option: '--backend-port',
});

describe('requireFreePorts', () => {
  let server: Server | undefined;
  const listen = async (host: string) => {
    const taken = createServer();
    server = taken;
    await new Promise<void>(done => taken.listen({ port: 0, host }, done));
    return (taken.address() as { port: number }).port;
  };

  afterEach(() => new Promise(done => server?.close(done) ?? done(undefined)));

  it.each(['127.0.0.1', '0.0.0.0'])(
    'names what is taken on %s, and how to choose another port',
    async host => {
      const port = await listen(host);

      await expect(requireFreePorts([wanted(port)])).rejects.toThrow(
        `port ${port} for the backend is taken: stop what listens there, or choose another with --backend-port`,
      );
    },
  );

  it('lets free ports pass, and leaves them free', async () => {
    const ports = await findFreePorts(2);

    await requireFreePorts(ports.map(wanted));

    await expect(requireFreePorts(ports.map(wanted))).resolves.toBeUndefined();
  });

  it('refuses to give one port to two programs', async () => {
    const [port] = await findFreePorts(1);

    await expect(
      requireFreePorts([wanted(port), wanted(port)]),
    ).rejects.toThrow(`port ${port} is asked for twice`);
  });
});

describe('findFreePorts', () => {
  it('gives no port twice', async () => {
    expect(new Set(await findFreePorts(20)).size).toBe(20);
  });
});
