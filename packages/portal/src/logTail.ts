import { readFileSync } from 'node:fs';

const ESCAPE_CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** The last lines of a log, without colours. */
export function logTail(path: string, lines = 30): string {
  return readFileSync(path, 'utf8')
    .replace(ESCAPE_CODES, '')
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .join('\n');
}
