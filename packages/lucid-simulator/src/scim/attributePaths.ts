/** Names of attributes from the outermost to the innermost. */
export type AttributePath = string[];

/**
 * Takes apart the name of an attribute: `emails.value`, and, with either of
 * the separators that are in use, `urn:…:User:department` and
 * `urn:…:User.department`.
 */
export function parseAttributePath(name: string): AttributePath {
  const urn = /^(urn:.*?:(?:User|Group))(?:[:.](.+))?$/i.exec(name);
  if (!urn) {
    return name.split('.');
  }
  const [, schema, rest] = urn;
  return rest ? [schema, ...rest.split('.')] : [schema];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every value at the path; names are compared without regard to case. */
export function valuesAt(value: unknown, path: AttributePath): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => valuesAt(item, path));
  }
  if (path.length === 0) {
    return value === undefined ? [] : [value];
  }
  if (!isRecord(value)) {
    return [];
  }
  const [wanted, ...rest] = path;
  return Object.entries(value)
    .filter(([name]) => name.toLowerCase() === wanted.toLowerCase())
    .flatMap(([, inner]) => valuesAt(inner, rest));
}

/** The value with nothing in it but what the paths lead to. */
export function keepOnly(value: unknown, paths: AttributePath[]): unknown {
  if (paths.some(path => path.length === 0)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(item => keepOnly(item, paths));
  }
  if (!isRecord(value)) {
    return undefined;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const into = pathsInto(name, paths);
      return into.length ? [[name, keepOnly(inner, into)]] : [];
    }),
  );
}

/** The value without what the paths lead to. */
export function leaveOut(value: unknown, paths: AttributePath[]): unknown {
  if (Array.isArray(value)) {
    return value.map(item => leaveOut(item, paths));
  }
  if (!isRecord(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const into = pathsInto(name, paths);
      return into.some(path => path.length === 0)
        ? []
        : [[name, leaveOut(inner, into)]];
    }),
  );
}

function pathsInto(name: string, paths: AttributePath[]): AttributePath[] {
  return paths
    .filter(([first]) => first?.toLowerCase() === name.toLowerCase())
    .map(path => path.slice(1));
}
