import { foldCase } from './foldCase';

/**
 * A test for texts of the form of a pattern, in which `*` stands for any text,
 * also for none. Case does not matter, and the whole text has to fit. Takes
 * time in proportion to the text, whatever the pattern.
 */
export function wildcardPattern(pattern: string): (text: string) => boolean {
  const [start, ...rest] = foldCase(pattern).split('*');
  const end = rest.pop();
  return text => {
    const folded = foldCase(text);
    if (end === undefined) {
      return folded === start;
    }
    if (!folded.startsWith(start)) {
      return false;
    }
    let position = start.length;
    for (const part of rest) {
      const found = folded.indexOf(part, position);
      if (found < 0) {
        return false;
      }
      position = found + part.length;
    }
    return folded.length - end.length >= position && folded.endsWith(end);
  };
}
