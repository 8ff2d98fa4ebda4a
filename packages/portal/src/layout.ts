import { join, resolve } from 'node:path';

/** Root of the repository. */
// This package is never built, only run from its sources.
// eslint-disable-next-line no-restricted-syntax
export const ROOT = resolve(__dirname, '../../..');

/** Everything that the two commands fetch, build and keep; never committed. */
export const STATE_DIRECTORY = join(ROOT, '.portal');

/** Where the output of everything that is started goes. */
export const LOG_DIRECTORY = join(STATE_DIRECTORY, 'logs');
