import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { PeakMemory } from '../PeakMemory';

/** What some work cost the process that does it. */
export interface Cost {
  milliseconds: number;
  /** Processor time of the process, in which SQLite runs as well. */
  processorMs: number;
  /** Longest time that the event loop stood still. */
  stallMs: number;
  /** Resident memory at its highest, above what it was before. */
  memoryMb: number;
}

const TURN_MS = 20;

/** Does some work, and says what it cost. */
export async function measured(work: () => Promise<void>): Promise<Cost> {
  const memory = new PeakMemory();
  const delay = monitorEventLoopDelay({ resolution: 1 });
  await sleep(TURN_MS);
  delay.enable();
  await sleep(TURN_MS);
  delay.reset();
  const idle = process.cpuUsage();
  const start = performance.now();
  await work();
  const milliseconds = performance.now() - start;
  const { user, system } = process.cpuUsage(idle);
  // Without a turn more, a stall that has just ended would not be seen.
  await sleep(TURN_MS);
  delay.disable();
  return {
    milliseconds,
    processorMs: (user + system) / 1_000,
    stallMs: delay.max / 1e6,
    memoryMb: memory.stop(),
  };
}
