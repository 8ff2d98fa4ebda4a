/** How often the event loop comes round while something is done. */
export async function countTurns(run: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let next = setImmediate(function comeRound() {
    turns += 1;
    next = setImmediate(comeRound);
  });
  try {
    await run();
  } finally {
    clearImmediate(next);
  }
  return turns;
}
