import { once } from 'node:events';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';

/** How long a request took, in milliseconds. */
export interface TimedRequest {
  path: string;
  median: number;
  worst: number;
  bytes: number;
}

/** Of each, the first one is not counted: a backend that is up for a while has seen it before. */
const TIMES = 11;

/** Asks a server for each path, one after the other, several times. */
export async function timeRequests(
  server: Server,
  paths: string[],
): Promise<TimedRequest[]> {
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const results: TimedRequest[] = [];
  for (const path of paths) {
    const times: number[] = [];
    let bytes = 0;
    for (let time = 0; time <= TIMES; time += 1) {
      const start = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      const body = await response.text();
      times.push(performance.now() - start);
      if (!response.ok) {
        throw new Error(`${path}: ${response.status} ${body}`);
      }
      bytes = body.length;
    }
    const sorted = times.slice(1).sort((one, other) => one - other);
    results.push({
      path,
      median: sorted[Math.floor(TIMES / 2)],
      worst: sorted[TIMES - 1],
      bytes,
    });
  }
  return results;
}
