import { FixedRequestLimiter } from './RequestLimiter';

describe('FixedRequestLimiter', () => {
  const { signal } = new AbortController();

  it('lets so many requests through, and the next when one is over', async () => {
    const limiter = new FixedRequestLimiter({ limit: 2 });
    const first = await limiter.acquire(signal);
    await limiter.acquire(signal);
    const order: string[] = [];
    const third = limiter.acquire(signal).then(() => order.push('third'));
    const fourth = limiter.acquire(signal).then(() => order.push('fourth'));
    await Promise.resolve();
    expect(order).toEqual([]);

    first.release({ duration: 1 });
    await third;
    expect(order).toEqual(['third']);

    const [second] = [await Promise.race([fourth, 'waiting'])];
    expect(second).toBe('waiting');
  });

  it('lets nobody wait whose signal is aborted, and forgets them', async () => {
    const limiter = new FixedRequestLimiter({ limit: 1 });
    const permit = await limiter.acquire(signal);
    const controller = new AbortController();
    const waiting = limiter.acquire(controller.signal);
    controller.abort(new Error('Enough'));
    await expect(waiting).rejects.toThrow('Enough');
    await expect(limiter.acquire(controller.signal)).rejects.toThrow('Enough');

    permit.release({ duration: 1 });
    await expect(limiter.acquire(signal)).resolves.toBeDefined();
  });
});
