import { cleanKey, cleanLabel } from '../../text/cleanText';

/** An attribute that is shown, cut where it is too long. Nothing where it is no text. */
export function readLabel(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? cleanLabel(value, limit) : undefined;
}

/** An attribute that identifies something. Nothing where it is no text, or too long. */
export function readKey(value: unknown, limit: number): string | undefined {
  return typeof value === 'string' ? cleanKey(value, limit) : undefined;
}
