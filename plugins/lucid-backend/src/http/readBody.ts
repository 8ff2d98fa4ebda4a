import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Dispatcher } from 'undici';
import { LucidProtocolError } from './errors';
import { AnswerBody } from './AnswerBody';
import { errorCode } from './scrubbedCause';

const unpack = promisify(gunzip);

/** Most bytes of one answer, packed and unpacked: about 20 times the largest page. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/**
 * Reads the whole body of an answer, unpacked.
 *
 * @param options - `limit` is the most bytes; `whenTooLarge` says what to do about
 * more
 * @throws {@link LucidProtocolError} where it is too large or not what its
 * headers say, and whatever the connection throws
 */
export async function readBody(
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>,
  options: { limit: number; whenTooLarge?: string },
): Promise<AnswerBody> {
  const { limit, whenTooLarge = '' } = options;
  const status = response.statusCode;
  const tooLarge = () =>
    new LucidProtocolError(
      `Lucid sent an answer of more than ${Math.round(
        limit / 1024 / 1024,
      )} MB. ${whenTooLarge}`.trimEnd(),
      { status },
    );

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > limit) {
      // Leaving the loop destroys the body, and with it the connection.
      throw tooLarge();
    }
    chunks.push(chunk);
  }
  const encoding = String(response.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding === 'identity' || encoding === '' || size === 0) {
    return new AnswerBody(chunks, size);
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new LucidProtocolError(
      'Lucid packed its answer in a way that was not asked for. A proxy in between may do so.',
      { status },
    );
  }
  try {
    const unpacked = await unpack(Buffer.concat(chunks, size), {
      maxOutputLength: limit,
    });
    return new AnswerBody([unpacked], unpacked.length);
  } catch (error) {
    if (errorCode(error) === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge();
    }
    throw new LucidProtocolError(
      'Lucid sent an answer whose gzip packing is broken. A proxy in between may have cut it.',
      { status },
    );
  }
}
