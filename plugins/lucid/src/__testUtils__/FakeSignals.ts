import { SignalApi } from '@backstage/plugin-signals-react';

type Message = Parameters<Parameters<SignalApi['subscribe']>[1]>[0];
type Listener = (message: Message) => void;

/** Signals that a test sends. */
export class FakeSignals implements SignalApi {
  readonly #listeners = new Map<string, Set<Listener>>();

  /** How many listen to a channel. */
  listeners(channel: string): number {
    return this.#listeners.get(channel)?.size ?? 0;
  }

  subscribe<T extends Message>(
    channel: string,
    onMessage: (message: T) => void,
  ) {
    const listener: Listener = message => onMessage(message as T);
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    return { unsubscribe: () => listeners.delete(listener) };
  }

  send(channel: string, message: Message): void {
    this.#listeners.get(channel)?.forEach(listener => listener(message));
  }
}
