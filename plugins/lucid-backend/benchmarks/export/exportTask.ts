import express from 'express';
import PromiseRouter from 'express-promise-router';
import knexFactory, { Knex } from 'knex';
import { runOnce, runTask } from 'lucid-benchmark-kit';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { addExportRoutes } from '../../src/api/exportRoutes';
import { CatalogReadingStore } from '../../src/store/CatalogReadingStore';
import { CatalogUserReader } from '../../src/store/CatalogUserReader';
import { ExceptionReader } from '../../src/store/ExceptionReader';
import { UsageReader } from '../../src/store/UsageReader';
import { createHistoryReaders } from '../../src/store/history/createHistoryReaders';
import { PeakMemory } from '../PeakMemory';
import { DownloadInput, DownloadResult } from './download';

/** Which list is exported, from which database. */
export interface ExportTaskInput {
  database: Knex.Config;
  path: string;
}

/** What an export cost the backend. */
export interface ExportTaskResult extends DownloadResult {
  /** Longest time that the event loop stood still. */
  stallMs: number;
  /** Resident memory at its highest, above where a download before had left it. */
  memoryMb: number;
  /** Highest heap without garbage, above what it was before. */
  liveMb: number;
}

const COLLECTED_EVERY_MS = 250;

/** The export routes by themselves; whoever downloads is another process. */
runTask(
  async ({ database, path }: ExportTaskInput): Promise<ExportTaskResult> => {
    const knex = knexFactory(database);
    const router = PromiseRouter();
    addExportRoutes(router, {
      usages: new UsageReader({ knex }),
      catalogUsers: new CatalogUserReader({ knex }),
      exceptionReader: new ExceptionReader({ knex }),
      ...createHistoryReaders({ knex }),
      readings: new CatalogReadingStore({ knex }),
    });
    const server = express().use(router).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    try {
      const input: DownloadInput = {
        origin: `http://127.0.0.1:${port}`,
        path,
      };
      // Goes first, so that what is timed runs as it does in any backend that is
      // up for a while.
      const liveMb = await peakOfLiveMemory(() =>
        runOnce(require.resolve('./download'), input),
      );
      const memory = new PeakMemory();
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const download = await runOnce<DownloadResult>(
        require.resolve('./download'),
        input,
      );
      delay.disable();
      return {
        ...download,
        stallMs: delay.max / 1e6,
        memoryMb: memory.stop(),
        liveMb,
      };
    } finally {
      server.close();
      await knex.destroy();
    }
  },
);

/** In megabytes; collecting garbage takes time, so nothing else is measured meanwhile. */
async function peakOfLiveMemory(run: () => Promise<object>): Promise<number> {
  const live = () => {
    global.gc?.();
    return process.memoryUsage().heapUsed;
  };
  const before = live();
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, live());
  }, COLLECTED_EVERY_MS);
  await run();
  clearInterval(timer);
  return (peak - before) / 2 ** 20;
}
