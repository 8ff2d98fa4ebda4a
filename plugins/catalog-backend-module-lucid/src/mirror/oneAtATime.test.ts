import { createDeferred } from '@backstage/types';
import { oneAtATime } from './oneAtATime';

describe('oneAtATime', () => {
  it('never runs twice at once, and runs once more for all who asked meanwhile', async () => {
    const firstRun = createDeferred();
    let running = 0;
    let mostRunning = 0;
    let runs = 0;
    const run = oneAtATime(async () => {
      runs += 1;
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      if (runs === 1) {
        await firstRun;
      }
      running -= 1;
    });

    const first = run();
    await Promise.resolve();
    await Promise.resolve();
    const later = [run(), run(), run()];
    expect(runs).toBe(1);
    firstRun.resolve();
    await Promise.all([first, ...later]);

    expect(runs).toBe(2);
    expect(mostRunning).toBe(1);
  });

  it('tells whoever asked of a failure, and runs again after it', async () => {
    const outcomes = [Promise.reject(new Error('broken')), Promise.resolve()];
    const run = oneAtATime(async () => outcomes.shift());

    const failing = run();
    await expect(failing).rejects.toThrow('broken');
    await expect(run()).resolves.toBeUndefined();
  });
});
