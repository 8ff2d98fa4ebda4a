import { LucidApi } from './LucidApi';
import { LucidProtocolError } from './errors';

/**
 * Parses the body of an answer; `name` names the request. Not by the content
 * type, which Lucid and proxies do not always get right.
 *
 * @throws {@link LucidProtocolError} where it is no JSON
 */
export function parseJson(
  { api, name }: { api: LucidApi; name: string },
  body: string,
): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The parser's message quotes the body, which may be anything.
    throw new LucidProtocolError(
      body.trimStart().startsWith('<')
        ? `Lucid answered ${name} with a web page in place of JSON. A proxy or a login page seems to be in between: let this machine reach ${api.baseUrlKey} without it.`
        : `Lucid answered ${name} with something that is not JSON. Check that ${api.baseUrlKey} is ${api.name}.`,
      { status: 200 },
    );
  }
}
