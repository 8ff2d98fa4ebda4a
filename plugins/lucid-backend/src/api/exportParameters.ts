import { CsvOptions } from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { CsvFormat } from '../export/csvFormat';
import { parseParameters } from './parameters';

const DELIMITERS = { comma: ',', semicolon: ';' } as const;

/** What is asked for of the file itself; a list as a whole has no pages. */
const formatParameters: z.ZodType<CsvFormat> = z
  .strictObject({
    bom: z.enum(['true', 'false'], 'must be true or false').optional(),
    delimiter: z
      .enum(['comma', 'semicolon'], 'must be comma or semicolon')
      .optional(),
  } satisfies Record<keyof CsvOptions, z.ZodType>)
  .transform(({ bom, delimiter = 'comma' }) => ({
    bom: bom === 'true',
    delimiter: DELIMITERS[delimiter],
  }));

/**
 * Parses the query of an export: that of its list, without pages, and that of
 * the file.
 *
 * @throws InputError that names every wrong parameter and says what is wrong
 */
export function parseExportParameters<T>(
  listParameters: z.ZodType<T>,
  { bom, delimiter, limit, cursor, ...filters }: Record<string, unknown>,
): { format: CsvFormat; query: T } {
  const paging = {
    ...(limit !== undefined && { limit }),
    ...(cursor !== undefined && { cursor }),
  };
  return {
    format: parseParameters(formatParameters, { bom, delimiter, ...paging }),
    query: parseParameters(listParameters, filters),
  };
}
