import { ConfigReader, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, JsonValue } from '@backstage/types';
import { z } from 'zod';

/**
 * A duration as Backstage reads it, in milliseconds.
 *
 * @param example - of what is wanted, for whoever gave something else
 */
export function durationSchema(
  example: string,
  { least, most }: { least: number; most: number },
): z.ZodType<number> {
  return z.unknown().transform((value, context) => {
    try {
      const milliseconds = durationToMilliseconds(
        readDurationFromConfig(
          // Whatever stands in a configuration is JSON.
          new ConfigReader({ value: value as JsonValue }),
          { key: 'value' },
        ),
      );
      if (milliseconds >= least && milliseconds <= most) {
        return milliseconds;
      }
    } catch {
      // No duration at all: the issue below says what is wanted.
    }
    context.addIssue({
      code: 'custom',
      message: `must be a duration such as ${example}`,
    });
    return z.NEVER;
  });
}
