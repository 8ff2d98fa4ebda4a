import { Entity } from '@backstage/catalog-model';

/** A row of the catalog's table `search`. */
export interface SearchRow {
  entity_id: string;
  key: string;
  value: string | null;
  original_value: string | null;
}

/** Told of otherwise, or not to be searched by. */
const LEFT_OUT = new Set([
  'relations',
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.etag',
]);

const LONGEST = 200;

/** What the catalog notes of an entity to find it by, as its `buildEntitySearch` does. */
export function searchRows(entity: Entity): SearchRow[] {
  const { name, namespace, uid = '' } = entity.metadata;
  const found: [key: string, value: unknown][] = [
    ...leavesOf('', entity),
    ['metadata.name', name],
    ['metadata.namespace', namespace],
    ['metadata.uid', uid],
    ...(entity.relations ?? []).map((relation): [string, string] => [
      `relations.${relation.type}`,
      relation.targetRef,
    ]),
  ];
  return found.map(([key, value]) => {
    const text = String(value);
    const isSearched = text.length <= LONGEST;
    return {
      entity_id: uid,
      key: key.toLocaleLowerCase('en-US'),
      value: isSearched ? text.toLocaleLowerCase('en-US') : null,
      original_value: isSearched ? text : null,
    };
  });
}

function* leavesOf(
  path: string,
  value: unknown,
): Generator<[key: string, value: unknown]> {
  if (LEFT_OUT.has(path)) {
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value) {
      yield [path, item];
      yield [`${path}.${item}`, true];
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      yield* leavesOf(path ? `${path}.${key}` : key, part);
    }
  } else {
    yield [path, value];
  }
}
