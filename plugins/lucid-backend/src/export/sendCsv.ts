import { isError } from '@backstage/errors';
import { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/**
 * Answers a file piece by piece, no faster than it is taken. What fails before
 * the first piece is thrown while an error can still be answered; what fails later
 * breaks the connection, so that nobody takes what has come for the whole.
 */
export async function sendCsv(
  res: Response,
  file: { name: string; pieces: AsyncGenerator<string> },
): Promise<void> {
  const first = await file.pieces.next();
  res.attachment(file.name);
  res.set({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'cache-control': 'no-store',
  });
  // The portal may be of another origin, and has to read the name.
  res.append('access-control-expose-headers', 'content-disposition');
  try {
    await pipeline(Readable.from(continued(first, file.pieces)), res);
  } catch (error) {
    if (!hasGone(error)) {
      throw error;
    }
  } finally {
    await file.pieces.return(undefined);
  }
}

async function* continued(
  first: IteratorResult<string>,
  rest: AsyncIterator<string>,
): AsyncGenerator<string> {
  for (let next = first; !next.done; next = await rest.next()) {
    yield next.value;
  }
}

/** Whoever asked has closed the connection, which is nobody's fault. */
function hasGone(error: unknown): boolean {
  return isError(error) && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
