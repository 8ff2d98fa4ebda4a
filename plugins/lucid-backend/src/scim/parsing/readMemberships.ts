import { LucidGroupReference } from 'backstage-plugin-lucid-common';
import { ID_LIMIT, isObject, listOf, NAME_LIMIT } from './attributes';
import { readKey, readLabel } from './readText';

/** Reads `roles`: objects, plain text in a list, or one plain text. */
export function readRoles(roles: unknown): string[] {
  const found: string[] = [];
  for (const entry of listOf(roles)) {
    const role = readLabel(
      isObject(entry) ? entry.value ?? entry.display : entry,
      NAME_LIMIT,
    );
    if (role !== undefined) {
      found.push(role);
    }
  }
  return found.length > 1 ? [...new Set(found)] : found;
}

/** Reads `groups`: objects with an id and mostly a name, or ids alone. */
export function readGroups(groups: unknown): LucidGroupReference[] {
  const found: LucidGroupReference[] = [];
  for (const entry of listOf(groups)) {
    const id = readKey(isObject(entry) ? entry.value : entry, ID_LIMIT);
    if (id === undefined) {
      continue;
    }
    const name = isObject(entry)
      ? readLabel(entry.display, NAME_LIMIT)
      : undefined;
    found.push(name === undefined ? { id } : { id, name });
  }
  return found.length > 1
    ? [...new Map(found.map(group => [group.id, group])).values()]
    : found;
}
