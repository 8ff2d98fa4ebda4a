import fc from 'fast-check';
import { LONGEST_RETRY_AFTER, readRetryAfter, retryDelay } from './retryDelay';

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempt = fc.nat({ max: 1_000 });

describe('retryDelay', () => {
  it('is anything from nothing up to a ceiling that doubles, and never more than half a minute', () => {
    fc.assert(
      fc.property(attempt, random, (nth, share) => {
        const delay = retryDelay({ attempt: nth, random: share });
        const ceiling = Math.min(30_000, 500 * 2 ** nth);
        expect(delay).toBeCloseTo(share * ceiling, 6);
        expect(delay).toBeGreaterThanOrEqual(0);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('is never shorter than Lucid asked for, and hardly longer', () => {
    fc.assert(
      fc.property(
        attempt,
        random,
        fc.integer({ min: 1, max: LONGEST_RETRY_AFTER }),
        (nth, share, retryAfter) => {
          const delay = retryDelay({
            attempt: nth,
            random: share,
            retryAfter,
          });
          expect(delay).toBeGreaterThanOrEqual(retryAfter);
          expect(delay).toBeLessThanOrEqual(retryAfter + 500);
        },
      ),
    );
  });
});

describe('readRetryAfter', () => {
  it('makes a wait of anything, or nothing, but never one of more than five minutes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.double().map(String),
          fc.date({ noInvalidDate: true }).map(date => date.toUTCString()),
        ),
        fc.integer({ min: 0, max: 2 ** 43 }),
        (header, now) => {
          const wait = readRetryAfter(header, now) ?? 1;
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(LONGEST_RETRY_AFTER);
        },
      ),
    );
  });
});
