import { z } from 'zod';
import { LicenceUsage, licenceUsageSchema } from './usage';

/**
 * What became of one Lucid user since a revision: what it is now, or, for a
 * departed one, a tombstone. Of a user that changed several times, only the
 * newest is given.
 *
 * @public
 */
export type RevisedUsage =
  | { type: 'current'; revision: number; usage: LicenceUsage }
  | { type: 'tombstone'; revision: number; entityRef: string };

/**
 * Answer of `GET /changes`, in the order of revisions.
 *
 * @public
 */
export interface RevisedUsagePage {
  items: RevisedUsage[];
  /**
   * Give this as `since` to go on. It is what was asked for when nothing
   * changed, and smaller when the data of the Lucid backend was lost: then
   * everything has to be read again.
   */
  revision: number;
  /** There are more changes already. */
  more: boolean;
  /**
   * Changes may have been left out, of any account, because the first snapshot
   * of one is being read: they come once that is over. Until then, nobody is
   * gone for not having been mentioned. Absent where nothing was left out.
   */
  incomplete?: boolean;
}

/** @public */
export const revisedUsagePageSchema: z.ZodType<RevisedUsagePage> = z.object({
  items: z.array(
    z.discriminatedUnion('type', [
      z.object({
        type: z.literal('current'),
        revision: z.number(),
        usage: licenceUsageSchema,
      }),
      z.object({
        type: z.literal('tombstone'),
        revision: z.number(),
        entityRef: z.string(),
      }),
    ]),
  ),
  revision: z.number(),
  more: z.boolean(),
  incomplete: z.boolean().optional(),
});
