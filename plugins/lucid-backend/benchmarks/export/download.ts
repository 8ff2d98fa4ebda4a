import { runTask } from 'lucid-benchmark-kit';
import { Client } from 'undici';

/** Which list is downloaded, from which server. */
export interface DownloadInput {
  origin: string;
  path: string;
}

/** What came, and how long it took. */
export interface DownloadResult {
  milliseconds: number;
  /** Until the answer began. */
  firstMs: number;
  bytes: number;
  /** Lines after the header; no text of the account holds a line break. */
  rows: number;
}

const LINE_FEED = 0x0a;

runTask(async ({ origin, path }: DownloadInput): Promise<DownloadResult> => {
  const client = new Client(origin);
  const start = performance.now();
  const { statusCode, body } = await client.request({ path, method: 'GET' });
  const firstMs = performance.now() - start;
  if (statusCode !== 200) {
    throw new Error(`Answered with ${statusCode}: ${await body.text()}`);
  }
  let bytes = 0;
  let lines = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) {
      lines += byte === LINE_FEED ? 1 : 0;
    }
  }
  const milliseconds = performance.now() - start;
  await client.close();
  return { milliseconds, firstMs, bytes, rows: lines - 1 };
});
