import fc from 'fast-check';
import { AdaptiveRequestLimiter } from './AdaptiveRequestLimiter';
import { RequestOutcome } from './RequestLimiter';
import { askThrough, Behaviour, gapsOf } from './__testUtils__/askThrough';
import { VirtualTime } from './__testUtils__/VirtualTime';

const { signal } = new AbortController();
const REQUEST = { name: 'GET /Users', again: false, signal };

function limited(limit: number) {
  const time = new VirtualTime();
  return { time, limiter: new AdaptiveRequestLimiter({ limit, clock: time }) };
}

/** Numbers from 0 up to 1 that are the same in every run. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('AdaptiveRequestLimiter', () => {
  describe('on a server that is well', () => {
    it('opens up to its limit and stays there, however much the latency varies', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 1, max: 32 }),
          fc.integer({ min: 0, max: 2_000 }),
          fc.nat(),
          async (limit, usual, seed) => {
            const { time, limiter } = limited(limit);
            const random = noise(seed);
            const attempts = await askThrough(limiter, {
              time,
              requests: 200,
              server: () => ({
                latency: usual * (1 + random() / 2) + random() * 50,
              }),
            });
            expect(limiter.concurrency).toBe(limit);
            const allowed = attempts
              .sort((a, b) => a.end - b.end)
              .map(({ concurrency }) => concurrency);
            expect(allowed).toEqual([...allowed].sort((a, b) => a - b));
            for (const { underWay } of attempts) {
              expect(underWay).toBeLessThanOrEqual(limit);
            }
          },
        ),
        { numRuns: 40 },
      );
    });

    it.each([
      [150, 8],
      [50, 4],
      [20, 16],
    ])(
      'takes no more than 2 %% longer at %d ms and %d connections than without a limiter',
      async (latency, limit) => {
        const { time, limiter } = limited(limit);
        const requests = 4_000;
        await askThrough(limiter, {
          time,
          requests,
          server: () => ({ latency }),
        });
        expect(time.elapsed()).toBeLessThan(
          ((requests * latency) / limit) * 1.02,
        );
      },
    );

    it('spreads requests over time, though all are wanted at once', async () => {
      const { time, limiter } = limited(8);
      const attempts = await askThrough(limiter, {
        time,
        requests: 200,
        server: () => ({ latency: 160 }),
      });
      // Evenly spread, the starts of 8 requests in 160 ms are 20 ms apart.
      expect(Math.min(...gapsOf(attempts))).toBeGreaterThanOrEqual(5);
    });

    it('takes noise on a quick network for nothing', async () => {
      const { time, limiter } = limited(8);
      const random = noise(7);
      const attempts = await askThrough(limiter, {
        time,
        requests: 500,
        // Quick for long, and then what a busy machine makes of it.
        server: ({ at }) => ({ latency: at < 100 ? 1 : random() * 90 }),
      });
      expect(attempts.slice(50).map(a => a.concurrency)).toEqual(
        Array(450).fill(8),
      );
    });

    it('takes an answer that is very slow, or very quick, now and then for nothing', async () => {
      const { time, limiter } = limited(8);
      let nth = 0;
      const attempts = await askThrough(limiter, {
        time,
        requests: 500,
        server: () => {
          nth += 1;
          const odd = [1, 5_000][(nth / 20) % 2];
          return { latency: odd ?? 200 };
        },
      });
      expect(attempts.slice(50).map(a => a.concurrency)).toEqual(
        Array(450).fill(8),
      );
    });

    it('judges each kind of request by what that kind usually takes', async () => {
      const { time, limiter } = limited(4);
      const ask = async (name: string, waited: number) => {
        for (let i = 0; i < 100; i += 1) {
          const permit = await limiter.acquire({ ...REQUEST, name });
          permit.release({ status: 200, waited });
        }
      };
      await time.run(ask('GET /Users/:id', 20));
      await time.run(ask('GET /Users', 800));
      await time.run(ask('GET /Users/:id', 20));
      expect(limiter.concurrency).toBe(4);
    });
  });

  describe.each<[string, Partial<Behaviour>]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['a request that runs out of time', { timedOut: true }],
  ])('after %s', (_, trouble) => {
    it('halves once, however many were under way, and opens again one at a time', async () => {
      const { time, limiter } = limited(8);
      await askThrough(limiter, {
        time,
        requests: 50,
        server: () => ({ latency: 100 }),
      });
      expect(limiter.concurrency).toBe(8);

      const permits = await time.run(
        Promise.all(Array.from({ length: 8 }, () => limiter.acquire(REQUEST))),
      );
      for (const permit of permits) {
        const { latency: waited = 100, ...outcome } = trouble;
        permit.release({ ...outcome, waited });
      }
      expect(limiter.concurrency).toBe(4);

      const attempts = await askThrough(limiter, {
        time,
        requests: 60,
        server: () => ({ latency: 100 }),
      });
      const allowed = attempts.map(({ concurrency }) => concurrency);
      expect(allowed.indexOf(5)).toBeGreaterThanOrEqual(3);
      expect(allowed.indexOf(6) - allowed.indexOf(5)).toBeGreaterThanOrEqual(3);
      expect(limiter.concurrency).toBe(8);
    });
  });

  it('does not go below one request at a time', async () => {
    const { time, limiter } = limited(4);
    for (let i = 0; i < 20; i += 1) {
      const permit = await time.run(limiter.acquire(REQUEST));
      permit.release({ status: 429, waited: 1 });
    }
    expect(limiter.concurrency).toBe(1);
  });

  it.each([500, 401, 400])(
    'neither opens nor closes for %d, whatever its latency',
    async status => {
      const { time, limiter } = limited(8);
      const before = limiter.concurrency;
      for (let i = 0; i < 50; i += 1) {
        const permit = await time.run(limiter.acquire(REQUEST));
        permit.release({ status, waited: i < 25 ? 1 : 10_000 });
      }
      expect(limiter.concurrency).toBe(before);
    },
  );

  it('halves again and again while latency rises, and recovers afterwards', async () => {
    const { time, limiter } = limited(8);
    const attempts = await askThrough(limiter, {
      time,
      requests: 1_000,
      server: ({ at }) => ({
        latency: at > 5_000 && at < 20_000 ? 150 + (at - 5_000) / 5 : 150,
      }),
    });
    const during = attempts.filter(({ end }) => end > 8_000 && end < 20_000);
    expect(Math.min(...during.map(a => a.concurrency))).toBeLessThanOrEqual(2);
    expect(limiter.concurrency).toBe(8);
  });

  it('gives a server that queues what it cannot do at once less to do', async () => {
    const { time, limiter } = limited(32);
    const attempts = await askThrough(limiter, {
      time,
      requests: 1_000,
      // Does four at a time, and each takes 100 ms.
      server: ({ underWay }) => ({ latency: 100 * Math.max(1, underWay / 4) }),
    });
    const allowed = attempts.map(({ concurrency }) => concurrency);
    const widest = Math.max(...allowed.slice(0, 50));
    expect(widest).toBeGreaterThan(16);
    expect(allowed[50]).toBe(Math.floor(widest / 2));
    expect(Math.max(...allowed.slice(50, 200))).toBeLessThan(widest);
  });

  it('gets used to a server that stays slow, whatever the concurrency', async () => {
    const { time, limiter } = limited(8);
    await askThrough(limiter, {
      time,
      requests: 400,
      server: ({ at }) => ({ latency: at < 2_000 ? 100 : 1_000 }),
    });
    expect(limiter.concurrency).toBe(8);
  });

  it('gets everything from a server that allows 75 requests in 5 seconds, with few refusals', async () => {
    const { time, limiter } = limited(8);
    const used = new Map<number, number>();
    let refusals = 0;
    const attempts = await askThrough(limiter, {
      time,
      requests: 750,
      server: ({ at }) => {
        const window = Math.floor(at / 5_000);
        const nth = (used.get(window) ?? 0) + 1;
        used.set(window, nth);
        if (nth <= 75) {
          refusals = 0;
          return { latency: 100 };
        }
        refusals += 1;
        return { latency: 10, status: 429, backOff: 250 * 2 ** refusals };
      },
    });
    expect(attempts.filter(a => a.status === 200)).toHaveLength(750);
    expect(attempts.length).toBeLessThan(750 * 1.1);
    expect(time.elapsed()).toBeLessThan(10 * 5_000 * 1.5);
  });

  it('starts nothing before the end of a back-off, and then one after the other', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 16 }),
        fc.integer({ min: 50, max: 300_000 }),
        fc.integer({ min: 40, max: 1_000 }),
        async (limit, backOff, latency) => {
          const { time, limiter } = limited(limit);
          let refusedAt: number | undefined;
          const attempts = await askThrough(limiter, {
            time,
            requests: 100,
            server: ({ at }) => {
              if (at > latency * 5 && refusedAt === undefined) {
                refusedAt = at + latency;
                return { latency, status: 429, backOff };
              }
              return { latency };
            },
          });
          const end = refusedAt! + backOff;
          expect(
            attempts.filter(({ start }) => start > refusedAt! && start < end),
          ).toEqual([]);
          const after = attempts.filter(({ start }) => start >= end);
          expect(after.length).toBeGreaterThan(0);
          expect(
            Math.min(...gapsOf(after.slice(0, limit))),
          ).toBeGreaterThanOrEqual(Math.floor((latency / limit) * 0.75));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('lets a refused request go before those who were never sent', async () => {
    const { time, limiter } = limited(1);
    const first = await limiter.acquire(REQUEST);
    const order: string[] = [];
    const waiting = ['new', 'again'].map(async name => {
      const again = name === 'again';
      const permit = await limiter.acquire({ ...REQUEST, again });
      order.push(name);
      permit.release({ status: 200, waited: 1 });
    });
    first.release({ status: 429, waited: 1, backOff: 1_000 });
    await time.run(Promise.all(waiting));
    expect(order).toEqual(['again', 'new']);
  });

  it('begins anew after a minute of silence', async () => {
    const { time, limiter } = limited(8);
    const refused = await limiter.acquire(REQUEST);
    refused.release({ status: 429, waited: 1 });
    expect(limiter.concurrency).toBe(2);
    await time.run(time.sleep(61_000));
    await limiter.acquire(REQUEST);
    expect(limiter.concurrency).toBe(4);
  });

  it('lets nobody wait whose signal is aborted, forgets them, and leaves no timer behind', async () => {
    const { time, limiter } = limited(1);
    const permit = await limiter.acquire(REQUEST);
    permit.release({ status: 429, waited: 1, backOff: 300_000 });
    const controller = new AbortController();
    const mine = { ...REQUEST, signal: controller.signal };
    const waiting = [limiter.acquire(mine), limiter.acquire(mine)];
    expect(time.sleeping).toBe(1);

    controller.abort(new Error('Enough'));

    await expect(waiting[0]).rejects.toThrow('Enough');
    await expect(waiting[1]).rejects.toThrow('Enough');
    await expect(limiter.acquire(mine)).rejects.toThrow('Enough');
    expect(time.sleeping).toBe(0);
    expect(time.elapsed()).toBe(0);

    const next = await time.run(limiter.acquire(REQUEST));
    expect(time.elapsed()).toBe(300_000);
    next.release({ status: 200, waited: 1 });
  });

  it('comes to an end whatever happens, and never has more under way than its limit', async () => {
    const outcome: fc.Arbitrary<RequestOutcome> = fc.record(
      {
        status: fc.constantFrom(200, 404, 429, 500, 503),
        waited: fc.integer({ min: 0, max: 30_000 }),
        timedOut: fc.boolean(),
        backOff: fc.integer({ min: 0, max: 300_000 }),
      },
      { requiredKeys: ['waited'] },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 32 }),
        fc.array(
          fc.record({ outcome, again: fc.boolean(), impatient: fc.boolean() }),
          { maxLength: 80 },
        ),
        async (limit, requests) => {
          const { time, limiter } = limited(limit);
          let underWay = 0;
          const refusals: unknown[] = [];
          const enough = new Error('Enough');
          const ask = async (request: (typeof requests)[number]) => {
            const controller = new AbortController();
            if (request.impatient) {
              void time.sleep(5_000).then(() => controller.abort(enough));
            }
            try {
              const permit = await limiter.acquire({
                name: 'GET',
                again: request.again,
                signal: controller.signal,
              });
              underWay += 1;
              expect(underWay).toBeLessThanOrEqual(limit);
              await time.sleep(request.outcome.waited);
              underWay -= 1;
              permit.release(request.outcome);
            } catch (error) {
              refusals.push(error);
            }
          };
          await time.run(Promise.all(requests.map(ask)));
          expect(underWay).toBe(0);
          expect(refusals).toEqual(refusals.map(() => enough));
          expect(limiter.concurrency).toBeGreaterThanOrEqual(1);
          expect(limiter.concurrency).toBeLessThanOrEqual(limit);
        },
      ),
      { numRuns: 100 },
    );
  });
});
