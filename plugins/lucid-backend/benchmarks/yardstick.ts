import { Pool } from 'undici';
import { PeakMemory } from './PeakMemory';
import { runTask } from 'lucid-benchmark-kit';

const PAGE_SIZE = 100;

/** What plainly reading the account took. */
export interface YardstickResult {
  milliseconds: number;
  /** Resident memory at its highest, above what it was before. */
  memoryMb: number;
}

/** Which account is read, and over how many connections. */
export interface YardstickInput {
  origin: string;
  users: number;
  connections: number;
}

/**
 * What every sync is measured against: the same pages, fetched by plain undici
 * over as many connections, parsed by `JSON.parse`, and forgotten.
 */
runTask(
  async ({
    origin,
    users,
    connections,
  }: YardstickInput): Promise<YardstickResult> => {
    const pool = new Pool(origin, { connections });
    const memory = new PeakMemory();
    const start = performance.now();
    let next = 1;
    let read = 0;
    const readOn = async () => {
      while (next <= users) {
        const startIndex = next;
        next += PAGE_SIZE;
        const { body } = await pool.request({
          path: `/first/Users?startIndex=${startIndex}&count=${PAGE_SIZE}`,
          method: 'GET',
        });
        const page = JSON.parse(await body.text()) as { Resources: object[] };
        read += page.Resources.length;
      }
    };
    await Promise.all(Array.from({ length: connections }, readOn));
    const milliseconds = performance.now() - start;
    if (read !== users) {
      throw new Error(`Read ${read} of ${users} users`);
    }
    await pool.close();
    return { milliseconds, memoryMb: memory.stop() };
  },
);
