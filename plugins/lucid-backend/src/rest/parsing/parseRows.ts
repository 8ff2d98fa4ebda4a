import { z } from 'zod';
import { LucidProtocolError } from '../../http/errors';
import { RestRows } from '../LucidRestClient';

/**
 * Understands a list of the REST API, row by row. Unknown attributes are ignored.
 *
 * @param options - `name` names the request
 * @throws {@link LucidProtocolError} where it is no list
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
  return { rows, rejected };
}

/**
 * A row that makes no sense may stand alone in its list, or on the last page of it.
 * Where nothing makes sense of all that came, it is another answer than was asked for.
 *
 * @param rejected - why rows could not be understood
 * @throws {@link LucidProtocolError} where that is so
 */
export function assertUnderstood(
  name: string,
  { understood, rejected }: { understood: number; rejected: string[] },
): void {
  if (understood === 0 && rejected.length > 0) {
    throw new LucidProtocolError(
      `Lucid answered ${name} with a list of which nothing can be understood: ${rejected[0]}.`,
      { status: 200 },
    );
  }
}
