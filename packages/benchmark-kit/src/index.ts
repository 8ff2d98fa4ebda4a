/**
 * What the benchmarks of the plugins share.
 *
 * @packageDocumentation
 */

export { Worker, runOnce, runTask } from './Worker';
export { freePort, withDatabases } from './withDatabases';
