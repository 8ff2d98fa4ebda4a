import { LucidProtocolError } from '../http/errors';

const LINK = /<([^>]*)>([^<]*)/g;
const RELATION = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/**
 * Where a list goes on, by the header `Link` of a page of it.
 *
 * @param options - `request` names the request, `path` is what was asked for below
 * `baseUrl`
 * @returns a path below `baseUrl`; nothing where this was the last page
 * @throws {@link LucidProtocolError} where it would go on elsewhere: the API key
 * stays where it belongs
 */
export function nextPage(
  link: string | undefined,
  options: { baseUrl: string; path: string; request: string },
): string | undefined {
  const { baseUrl, path, request } = options;
  const target = findNext(link ?? '');
  if (target === undefined) {
    return undefined;
  }
  const base = new URL(baseUrl);
  const basePath = base.pathname.replace(/\/+$/, '');
  const url = URL.parse(target, baseUrl + path);
  if (url?.origin !== base.origin || !url.pathname.startsWith(`${basePath}/`)) {
    throw new LucidProtocolError(
      `Lucid says that ${request} goes on elsewhere than at apiBaseUrl. That is not followed, so that the API key stays where it belongs: set apiBaseUrl to where Lucid says that its REST API is.`,
      { status: 200 },
    );
  }
  return url.pathname.slice(basePath.length) + url.search;
}

function findNext(link: string): string | undefined {
  for (const [, target, parameters] of link.matchAll(LINK)) {
    const [, quoted, bare] = RELATION.exec(parameters) ?? [];
    const relations = (quoted ?? bare ?? '').toLowerCase().split(/\s+/);
    if (relations.includes('next')) {
      return target;
    }
  }
  return undefined;
}
