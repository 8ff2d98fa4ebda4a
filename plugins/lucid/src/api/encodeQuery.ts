/** Parameters by name; a list becomes one parameter per value. */
type QueryParameters = {
  [name: string]: string | number | boolean | readonly string[] | undefined;
};

/**
 * Writes parameters as the query of a URL, with its `?`, or as nothing where
 * there are none.
 */
export function encodeQuery<T extends object>(
  parameters: T & { [K in keyof T]: QueryParameters[string] },
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries<QueryParameters[string]>(
    parameters,
  )) {
    if (value === undefined || value === '') continue;
    const values = typeof value === 'object' ? value : [String(value)];
    values.forEach(each => search.append(name, each));
  }
  const query = search.toString();
  return query ? `?${query}` : '';
}
