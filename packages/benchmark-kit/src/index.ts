/**
 * What the benchmarks of the plugins share.
 *
 * @packageDocumentation
 */

export { Worker, runOnce, runTask } from './Worker';
export { databaseSection } from './databaseSection';
export { startBackend } from './startBackend';
export type { BackendPlace } from './startBackend';
export { freePort, withDatabases } from './withDatabases';
