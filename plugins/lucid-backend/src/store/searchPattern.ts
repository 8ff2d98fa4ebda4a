import { foldCase } from '../text/foldCase';

/** A pattern for `like … escape '\'` that finds a text anywhere, whatever characters it has. */
export function searchPattern(text: string): string {
  return `%${foldCase(text).replace(/[\\%_]/g, '\\$&')}%`;
}
