import { RequestLimiter } from '../RequestLimiter';
import { VirtualTime } from './VirtualTime';

/** What a server does with one request. */
export interface Behaviour {
  /** Milliseconds until the last byte. */
  latency: number;
  /** 200 unless told. */
  status?: number;
  /** As in `RequestOutcome`. */
  backOff?: number;
  timedOut?: boolean;
}

/** Decides how a server behaves towards one request. */
export type Server = (request: {
  /** Milliseconds since the beginning. */
  at: number;
  /** Requests under way, this one included. */
  underWay: number;
}) => Behaviour;

/** One attempt of a request. */
export interface Attempt {
  start: number;
  end: number;
  status: number;
  /** Requests under way when it started, itself included. */
  underWay: number;
  /** What the limiter allowed when it was over. */
  concurrency: number;
}

/**
 * Sends many requests at once through a limiter, each again until it is
 * answered, and says what happened in the order of starts.
 */
export async function askThrough(
  limiter: RequestLimiter,
  options: { time: VirtualTime; requests: number; server: Server },
): Promise<Attempt[]> {
  const { time, requests, server } = options;
  const { signal } = new AbortController();
  const attempts: Attempt[] = [];
  let underWay = 0;

  const ask = async () => {
    let status = 0;
    for (let again = false; status !== 200; again = true) {
      const permit = await limiter.acquire({ name: 'GET', again, signal });
      underWay += 1;
      const start = time.elapsed();
      const behaviour = server({ at: start, underWay });
      const attempt = { start, end: 0, status: 0, underWay, concurrency: 0 };
      attempts.push(attempt);
      await time.sleep(behaviour.latency);
      underWay -= 1;
      const { latency, backOff, timedOut } = behaviour;
      status = timedOut ? 0 : behaviour.status ?? 200;
      permit.release({
        waited: latency,
        backOff,
        timedOut,
        ...(status !== 0 && { status }),
      });
      attempt.end = time.elapsed();
      attempt.status = status;
      attempt.concurrency = limiter.concurrency;
    }
  };

  await time.run(Promise.all(Array.from({ length: requests }, ask)));
  return attempts;
}

/** Milliseconds from each start to the next. */
export function gapsOf(attempts: Attempt[]): number[] {
  return attempts
    .slice(1)
    .map(({ start }, index) => start - attempts[index].start);
}
