import { ERROR_SCHEMA } from '../scim/schemaIds';
import { useSimulator } from '../__testUtils__/useSimulator';
import { RateLimiter } from './RateLimiter';

describe('a rate limit', () => {
  const simulator = useSimulator({ rateLimit: 2, users: 1 });

  it('answers 429 beyond the limit and says when to come back', async () => {
    await simulator.get('/Users').expect(200);
    await simulator.get('/Groups').expect(200);
    const refused = await simulator.get('/Users').expect(429);
    expect(refused.body).toMatchObject({
      schemas: [ERROR_SCHEMA],
      status: '429',
    });
    const seconds = Number(refused.get('retry-after'));
    expect(seconds).toBeGreaterThanOrEqual(1);
    expect(seconds).toBeLessThanOrEqual(5);
  });

  it('does not hold for the admin endpoint', async () => {
    for (let request = 0; request < 5; request++) {
      expect(await simulator.admin.users()).toHaveLength(1);
    }
  });
});

describe('a rate limit without Retry-After', () => {
  const simulator = useSimulator({ rateLimit: 1, retryAfter: false });

  it('leaves open when to come back', async () => {
    await simulator.get('/Users').expect(200);
    const refused = await simulator.get('/Users').expect(429);
    expect(refused.headers).not.toHaveProperty('retry-after');
  });
});

describe('RateLimiter', () => {
  it('lets requests through again once the window has passed', () => {
    const limiter = new RateLimiter({ limit: 2, windowMs: 5_000 });
    expect(limiter.take(0)).toBe(0);
    expect(limiter.take(1_000)).toBe(0);
    expect(limiter.take(2_000)).toBe(3_000);
    expect(limiter.take(5_000)).toBe(0);
    expect(limiter.take(5_500)).toBe(500);
  });
});

describe('latency', () => {
  const simulator = useSimulator({ latencyMs: 80, users: 1 });

  it('keeps every SCIM request waiting', async () => {
    const start = performance.now();
    await simulator.get('/Users').expect(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(79);
  });
});

describe('a failure rate', () => {
  const options = { failureRate: 0.5, seed: 3, users: 1 };
  const one = useSimulator(options);
  const other = useSimulator(options);

  it('lets requests fail in the forms that are known, the same for the same seed', async () => {
    const statuses: number[] = [];
    const bodies = new Map<number, string>();
    for (let request = 0; request < 40; request++) {
      const { status, text } = await one.get('/Users');
      statuses.push(status);
      bodies.set(status, text);
      await other.get('/Users').expect(status);
    }
    expect([...new Set(statuses)].sort()).toEqual([200, 500, 502, 503]);
    expect(bodies.get(500)).toContain(ERROR_SCHEMA);
    expect(bodies.get(502)).toContain('<html>');
    expect(bodies.get(503)).toBe('Service Unavailable');
  });
});
