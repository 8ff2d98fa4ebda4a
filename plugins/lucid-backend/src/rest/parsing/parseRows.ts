import { z } from 'zod';
import { LucidProtocolError } from '../../http/errors';
import { RestRows } from '../LucidRestClient';

/**
 * Understands a list of the REST API, row by row. Unknown attributes are ignored.
 *
 * @param options - `name` names the request
 * @throws {@link LucidProtocolError} where it is no list, or nothing of it can be
 * understood: then it is another answer than was asked for
 */
export function parseRows<T>(
  body: unknown,
  { name, schema }: { name: string; schema: z.ZodType<T> },
): RestRows<T> {
  if (!Array.isArray(body)) {
    throw new LucidProtocolError(
      `Lucid answered ${name} with JSON that is not a list. Check that apiBaseUrl is the REST API of Lucid.`,
      { status: 200 },
    );
  }
  const rows: T[] = [];
  const rejected: string[] = [];
  for (const row of body) {
    const parsed = schema.safeParse(row);
    if (parsed.success) {
      rows.push(parsed.data);
    } else {
      const [{ path, message }] = parsed.error.issues;
      rejected.push([...path, message].join(' '));
    }
  }
  if (rows.length === 0 && rejected.length > 0) {
    throw new LucidProtocolError(
      `Lucid answered ${name} with a list of which nothing can be understood: ${rejected[0]}.`,
      { status: 200 },
    );
  }
  return { rows, rejected };
}
