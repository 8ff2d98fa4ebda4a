import express, { ErrorRequestHandler } from 'express';
import PromiseRouter from 'express-promise-router';
import { once } from 'node:events';
import { IncomingMessage, Server, get } from 'node:http';
import { AddressInfo } from 'node:net';
import { sendCsv } from './sendCsv';

jest.setTimeout(30_000);

/** More than what the two ends of a connection take in by themselves. */
const PIECE = 'x'.repeat(2_000_000);
const PIECES = 30;

describe('sendCsv', () => {
  const closing: (() => void)[] = [];
  let made = 0;
  let ended = false;
  let failure: unknown;

  beforeEach(() => {
    made = 0;
    ended = false;
    failure = undefined;
  });

  afterEach(() => {
    closing.splice(0).forEach(close => close());
  });

  /** @param failAt - the piece in whose place an error comes */
  async function* pieces(failAt?: number): AsyncGenerator<string> {
    try {
      for (let piece = 1; piece <= PIECES; piece += 1) {
        if (piece === failAt) {
          throw new Error('the store failed');
        }
        made += 1;
        yield PIECE;
      }
    } finally {
      ended = true;
    }
  }

  async function ask(failAt?: number): Promise<IncomingMessage> {
    const router = PromiseRouter();
    router.get('/file', (_req, res) =>
      sendCsv(res, { name: 'lucid-users.csv', pieces: pieces(failAt) }),
    );
    const onError: ErrorRequestHandler = (error, _req, res, next) => {
      failure = error;
      if (res.headersSent) {
        next(error);
      } else {
        res.status(500).json({ error: { message: String(error) } });
      }
    };
    const server: Server = express()
      .set('env', 'test')
      .use(router)
      .use(onError)
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const [response] = await once(
      get({ host: '127.0.0.1', port, path: '/file' }),
      'response',
    );
    return response;
  }

  async function sizeOf(response: IncomingMessage): Promise<number> {
    let size = 0;
    for await (const chunk of response) {
      size += chunk.length;
    }
    return size;
  }

  /** Waits until nothing has been made for a while. */
  async function standstill(): Promise<number> {
    for (let before = -1; before !== made; ) {
      before = made;
      await new Promise(resolve => setTimeout(resolve, 300));
    }
    return made;
  }

  it('says what the file is called, and that nobody may keep it', async () => {
    const response = await ask();
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="lucid-users.csv"',
      'cache-control': 'no-store',
      'access-control-expose-headers': 'content-disposition',
    });
    expect(await sizeOf(response)).toBe(PIECE.length * PIECES);
    expect(ended).toBe(true);
    expect(failure).toBeUndefined();
  });

  it('makes no more than a slow client takes, and gives it everything in the end', async () => {
    const response = await ask();
    response.pause();
    const waiting = await standstill();
    expect(waiting).toBeLessThan(PIECES / 2);
    expect(await sizeOf(response)).toBe(PIECE.length * PIECES);
    expect(made).toBe(PIECES);
  });

  it('stops when the client goes away, and takes that for no failure', async () => {
    const response = await ask();
    response.pause();
    const waiting = await standstill();
    response.destroy();
    await standstill();
    expect(made).toBeLessThanOrEqual(waiting + 1);
    expect(ended).toBe(true);
    expect(failure).toBeUndefined();
  });

  it('answers an error with its status while nothing has been sent', async () => {
    const response = await ask(1);
    expect(response.statusCode).toBe(500);
    expect(response.headers['content-disposition']).toBeUndefined();
    response.resume();
  });

  it.each([2, PIECES])(
    'breaks the connection where piece %d fails, so that nobody takes it for complete',
    async failAt => {
      const response = await ask(failAt);
      expect(response.statusCode).toBe(200);
      await expect(sizeOf(response)).rejects.toThrow('aborted');
      expect(response.complete).toBe(false);
      expect(failure).toEqual(new Error('the store failed'));
    },
  );
});
