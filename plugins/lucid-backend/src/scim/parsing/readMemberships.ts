import { LucidGroupReference } from 'backstage-plugin-lucid-common';
import { ID_LIMIT, isObject, LIST_LIMIT, NAME_LIMIT } from './attributes';
import { cleanKey, cleanLabel } from '../../text/cleanText';

/** Reads `roles`: objects, plain text in a list, or one plain text. */
export function readRoles(roles: unknown): string[] {
  const found = new Set<string>();
  for (const entry of listOf(roles)) {
    const value = isObject(entry) ? entry.value ?? entry.display : entry;
    const role =
      typeof value === 'string' ? cleanLabel(value, NAME_LIMIT) : undefined;
    if (role !== undefined) {
      found.add(role);
    }
  }
  return [...found];
}

/** Reads `groups`: objects with an id and mostly a name, or ids alone. */
export function readGroups(groups: unknown): LucidGroupReference[] {
  const found = new Map<string, LucidGroupReference>();
  for (const entry of listOf(groups)) {
    const value = isObject(entry) ? entry.value : entry;
    const id =
      typeof value === 'string' ? cleanKey(value, ID_LIMIT) : undefined;
    if (id === undefined) {
      continue;
    }
    const display = isObject(entry) ? entry.display : undefined;
    const name =
      typeof display === 'string' ? cleanLabel(display, NAME_LIMIT) : undefined;
    found.set(id, name === undefined ? { id } : { id, name });
  }
  return [...found.values()];
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.slice(0, LIST_LIMIT);
  }
  return typeof value === 'string' || isObject(value) ? [value] : [];
}
