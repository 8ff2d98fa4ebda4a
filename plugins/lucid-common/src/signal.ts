import { z } from 'zod';

/**
 * Channel of the signals that tell open pages that there is something new to
 * read. Messages are {@link LucidSignal}s, and hold nothing about anybody: what
 * is new is asked of the API, with the permissions of whoever looks.
 *
 * @public
 */
export const LUCID_SIGNAL_CHANNEL = 'lucid';

/** @public */
export interface LucidSignal {
  /** `usage`: Lucid users, their states or counts; `sync`: a sync has begun or ended. */
  type: 'usage' | 'sync' | 'alerts';
  /** Id of a Lucid account. */
  account: string;
}

/** @public */
export const lucidSignalSchema: z.ZodType<LucidSignal> = z.object({
  type: z.enum(['usage', 'sync', 'alerts']),
  account: z.string(),
});
