import { JsonObject } from '@backstage/types';

/** Whether a value of the configuration has keys. */
export function isSection(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
