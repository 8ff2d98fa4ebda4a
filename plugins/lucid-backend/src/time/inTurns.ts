import { setImmediate as yieldToEventLoop } from 'node:timers/promises';

/**
 * Goes through many items a part at a time, and gives others their turn of the event
 * loop after each.
 */
export async function* inTurns<T>(
  items: T[],
  itemsPerTurn: number,
): AsyncGenerator<T[], void, undefined> {
  for (let from = 0; from < items.length; from += itemsPerTurn) {
    yield items.slice(from, from + itemsPerTurn);
    await yieldToEventLoop();
  }
}
