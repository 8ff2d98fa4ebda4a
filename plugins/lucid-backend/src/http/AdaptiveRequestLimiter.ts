import { Clock } from './Clock';
import { CongestionWindow } from './CongestionWindow';
import { LatencyTrend } from './LatencyTrend';
import {
  PermitRequest,
  RequestLimiter,
  RequestOutcome,
  RequestPermit,
} from './RequestLimiter';
import { WaitingLine } from './WaitingLine';

/** After so long without a request, what was learnt says little of now. */
const SILENCE_MS = 60_000;

/** Latency to reckon with before the first answer. */
const UNKNOWN_LATENCY_MS = 100;

/**
 * Least time from one start to the next, as a share of what it would be if
 * starts were spread evenly over the latency. Low enough to make up for a delay
 * while all is well, and close to even after trouble.
 */
const SPREAD = { well: 0.25, recovering: 0.75 };

/** Timers are no finer than this. */
const SHORTEST_WAIT_MS = 1;

/**
 * Lets as many requests be under way as the other side bears, up to a limit,
 * and spreads their starts over time. See {@link CongestionWindow} for how it
 * opens and closes, and {@link LatencyTrend} for what counts as slow.
 */
export class AdaptiveRequestLimiter implements RequestLimiter {
  readonly #limit: number;
  readonly #clock: Pick<Clock, 'elapsed' | 'sleep'>;
  readonly #line = new WaitingLine({ onEmpty: () => this.#cancelWake() });
  #window: CongestionWindow;
  #trends = new Map<string, LatencyTrend>();
  /** Milliseconds that the kind of request that was last answered usually takes. */
  #latency = UNKNOWN_LATENCY_MS;
  #underWay = 0;
  #lastStart = 0;
  #lastEnd = 0;
  /** No request starts before. */
  #backOffEnd = 0;
  /** Ends the wait for the next start. */
  #alarm: AbortController | undefined;
  /** A sleep has ended at this moment, whatever the clock says. */
  #wokenAt = 0;

  /** @param options - `limit` is the most requests that may be under way */
  constructor(options: {
    limit: number;
    clock: Pick<Clock, 'elapsed' | 'sleep'>;
  }) {
    this.#limit = options.limit;
    this.#clock = options.clock;
    this.#window = new CongestionWindow({ limit: options.limit });
  }

  get concurrency(): number {
    return this.#window.size;
  }

  async acquire(request: PermitRequest): Promise<RequestPermit> {
    request.signal.throwIfAborted();
    const permit = this.#line.enter(request);
    this.#startWhoMay();
    return permit;
  }

  #startWhoMay(): void {
    for (;;) {
      const next = this.#line.head;
      if (!next || this.#alarm || this.#underWay >= this.#window.size) {
        return;
      }
      const wait = this.#earliestStart() - this.#now();
      if (wait >= SHORTEST_WAIT_MS) {
        this.#wake(wait);
        return;
      }
      this.#start(next);
    }
  }

  #earliestStart(): number {
    if (this.#underWay === 0) {
      // One request at a time is no burst.
      return this.#backOffEnd;
    }
    const { size, isRecovering } = this.#window;
    const spread = isRecovering ? SPREAD.recovering : SPREAD.well;
    return Math.max(
      this.#backOffEnd,
      this.#lastStart + (this.#latency / size) * spread,
    );
  }

  #wake(wait: number): void {
    const alarm = new AbortController();
    const end = this.#now() + wait;
    this.#alarm = alarm;
    this.#clock.sleep(Math.ceil(wait), alarm.signal).then(
      () => {
        this.#alarm = undefined;
        this.#wokenAt = end;
        this.#startWhoMay();
      },
      // Nobody waits any more.
      () => {},
    );
  }

  #cancelWake(): void {
    this.#alarm?.abort();
    this.#alarm = undefined;
  }

  #start({ name }: PermitRequest): void {
    const now = this.#now();
    const quietSince = Math.max(this.#lastEnd, this.#backOffEnd);
    if (this.#underWay === 0 && now - quietSince > SILENCE_MS) {
      this.#window = new CongestionWindow({ limit: this.#limit });
      this.#trends = new Map();
      this.#latency = UNKNOWN_LATENCY_MS;
    }
    this.#underWay += 1;
    this.#lastStart = now;
    const { epoch } = this.#window;
    this.#line.admit({
      release: outcome => this.#end({ name, epoch, outcome }),
    });
  }

  #end(request: {
    name: string;
    epoch: number;
    outcome: RequestOutcome;
  }): void {
    const { backOff = 0 } = request.outcome;
    this.#lastEnd = this.#now();
    this.#backOffEnd = Math.max(this.#backOffEnd, this.#lastEnd + backOff);
    this.#learn(request);
    this.#underWay -= 1;
    this.#startWhoMay();
  }

  #learn(request: {
    name: string;
    epoch: number;
    outcome: RequestOutcome;
  }): void {
    const { name, epoch, outcome } = request;
    if (epoch !== this.#window.epoch) {
      // Sent before the last decrease, so part of what that was for.
      return;
    }
    if (tellsOfTrouble(outcome)) {
      this.#decrease();
    } else if (isAnswer(outcome)) {
      const trend = this.#trends.get(name) ?? new LatencyTrend();
      this.#trends.set(name, trend);
      this.#latency = trend.add(outcome.waited);
      if (trend.isRising) {
        this.#decrease();
      } else if (this.#underWay * 2 >= this.#window.size) {
        // What is not made use of need not be opened further.
        this.#window.increase();
      }
    }
  }

  #decrease(): void {
    this.#window.decrease();
    for (const trend of this.#trends.values()) {
      trend.judgeAnew();
    }
  }

  /** A clock that stands still must not make anybody wait twice. */
  #now(): number {
    return Math.max(this.#clock.elapsed(), this.#wokenAt);
  }
}

function tellsOfTrouble({ status, timedOut }: RequestOutcome): boolean {
  return status === 429 || status === 503 || timedOut === true;
}

/** Other statuses are quick or slow for reasons of their own. */
function isAnswer({ status }: RequestOutcome): boolean {
  return status === 200 || status === 404;
}
