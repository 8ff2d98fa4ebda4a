import { setTimeout as wait } from 'node:timers/promises';
import { RequestHandler, Response, Router } from 'express';
import { Random } from '../random';
import { RateLimiter } from './RateLimiter';

export interface FaultOptions {
  latencyMs: number;
  rateLimit?: number;
  retryAfter: boolean;
  failureRate: number;
  random: Random;
  sendError: SendError;
}

/** Answers with an error in the form of an API. */
type SendError = (res: Response, status: number, message: string) => void;

/** Lucid and what stands before it do not agree on the form of an error. */
const failures: ((res: Response, sendError: SendError) => void)[] = [
  (res, sendError) => sendError(res, 500, 'Internal error'),
  res =>
    res
      .status(502)
      .type('html')
      .send('<html><body><h1>502 Bad Gateway</h1></body></html>'),
  res => res.status(503).type('text').send('Service Unavailable'),
];

function delay(latencyMs: number): RequestHandler {
  return async (_req, _res, next) => {
    // Nobody waits for the answer once the server is closed.
    await wait(latencyMs, undefined, { ref: false });
    next();
  };
}

function limitRate(
  limit: number,
  { retryAfter, sendError }: Pick<FaultOptions, 'retryAfter' | 'sendError'>,
): RequestHandler {
  const limiter = new RateLimiter({ limit, windowMs: 5_000 });
  return (_req, res, next) => {
    const waitMs = limiter.take(Date.now());
    if (waitMs === 0) {
      next();
      return;
    }
    if (retryAfter) {
      res.setHeader('Retry-After', Math.ceil(waitMs / 1000));
    }
    sendError(res, 429, 'Too many requests');
  };
}

function failAtRandom({
  failureRate,
  random,
  sendError,
}: Pick<FaultOptions, 'failureRate' | 'random' | 'sendError'>): RequestHandler {
  return (_req, res, next) => {
    if (random.chance(failureRate)) {
      random.pick(failures)(res, sendError);
    } else {
      next();
    }
  };
}

/** What goes wrong on the way to Lucid, before anybody looks at the token. */
export function createFaultRouter(options: FaultOptions): Router {
  const { latencyMs, rateLimit, failureRate } = options;
  const router = Router();
  if (latencyMs > 0) {
    router.use(delay(latencyMs));
  }
  if (rateLimit !== undefined) {
    router.use(limitRate(rateLimit, options));
  }
  if (failureRate > 0) {
    router.use(failAtRandom(options));
  }
  return router;
}
