import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Dispatcher } from 'undici';
import { LucidProtocolError } from '../errors';
import { errorCode } from './scrubbedCause';

const unpack = promisify(gunzip);

/** Most bytes of one answer, packed and unpacked: about 20 times the largest page. */
export const BODY_LIMIT = 32 * 1024 * 1024;

/**
 * Reads the body of an answer as text, unpacked.
 *
 * @throws {@link LucidProtocolError} where it is too large or not what its
 * headers say, and whatever the connection throws
 */
export async function readBody(
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>,
  limit: number,
): Promise<string> {
  const status = response.statusCode;
  const tooLarge = () =>
    new LucidProtocolError(
      `Lucid sent an answer of more than ${Math.round(
        limit / 1024 / 1024,
      )} MB. Lower pageSize.`,
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
  const raw = Buffer.concat(chunks, size);

  const encoding = String(response.headers['content-encoding'] ?? 'identity')
    .trim()
    .toLowerCase();
  if (encoding === 'identity' || encoding === '' || size === 0) {
    return decode(raw);
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new LucidProtocolError(
      'Lucid packed its answer in a way that was not asked for. A proxy in between may do so.',
      { status },
    );
  }
  try {
    return decode(await unpack(raw, { maxOutputLength: limit }));
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

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  // A byte order mark is not JSON.
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
