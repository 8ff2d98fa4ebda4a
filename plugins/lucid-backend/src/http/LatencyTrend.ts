/** Answers that are compared with all before: one that is slow, or quick, says nothing. */
const RECENT = 10;

/**
 * Share by which the usual latency follows the recent one, at each answer.
 * Downwards quickly, upwards slowly: it has to stay what it was while a server
 * gets slower, but not for ever if the server stays slow at any concurrency.
 */
const FOLLOW = { down: 0.1, up: 0.01 };

/** Latency has risen when it is so many times what it usually is … */
const RISEN_RATIO = 2.5;

/** … and so many milliseconds more: noise on a quick network is not trouble. */
const RISEN_BY = 100;

/** Tells from the latencies of one kind of request whether they are rising. */
export class LatencyTrend {
  #recent: number[] = [];
  #usual: number | undefined;

  get isRising(): boolean {
    const usual = this.#usual;
    if (usual === undefined || this.#recent.length < RECENT) {
      return false;
    }
    const recent = median(this.#recent);
    return recent > usual * RISEN_RATIO && recent > usual + RISEN_BY;
  }

  /**
   * @param latency - milliseconds of one answer
   * @returns milliseconds that answers usually take
   */
  add(latency: number): number {
    this.#recent.push(latency);
    if (this.#recent.length > RECENT) {
      this.#recent.shift();
    }
    const recent = median(this.#recent);
    const usual = this.#usual ?? recent;
    const share = recent < usual ? FOLLOW.down : FOLLOW.up;
    this.#usual = usual + (recent - usual) * share;
    return this.#usual;
  }

  /** Judges by answers to come: those so far were to more, or fewer, requests at a time. */
  judgeAnew(): void {
    this.#recent = [];
  }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
