import { PermitRequest, RequestPermit } from './RequestLimiter';

interface Turn {
  request: PermitRequest;
  take(permit: RequestPermit): void;
}

/** Requests in the order in which they may be sent. Who gives up leaves the line. */
export class WaitingLine {
  readonly #turns: Turn[] = [];
  readonly #onEmpty: () => void;

  /** @param options - `onEmpty` is called when the last one has given up */
  constructor(options: { onEmpty: () => void }) {
    this.#onEmpty = options.onEmpty;
  }

  /** Whose turn is next. */
  get head(): PermitRequest | undefined {
    return this.#turns.at(0)?.request;
  }

  /** Resolves with a permit; rejects with the signal's reason when it is aborted. */
  enter(request: PermitRequest): Promise<RequestPermit> {
    const { signal, again } = request;
    return new Promise((resolve, reject) => {
      const turn: Turn = { request, take: resolve };
      const onAbort = () => {
        this.#turns.splice(this.#turns.indexOf(turn), 1);
        reject(signal.reason);
        if (this.#turns.length === 0) {
          this.#onEmpty();
        }
      };
      turn.take = permit => {
        signal.removeEventListener('abort', onAbort);
        resolve(permit);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (again) {
        this.#turns.unshift(turn);
      } else {
        this.#turns.push(turn);
      }
    });
  }

  /** Gives a permit to whose turn it is. */
  admit(permit: RequestPermit): void {
    this.#turns.shift()?.take(permit);
  }
}
