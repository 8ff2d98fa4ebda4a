import { EventEmitter, once } from 'node:events';
import { SyncPhase } from 'backstage-plugin-lucid-common';
import { z } from 'zod';

/** The phases of a sync that finds somebody missing, in their order. */
export const PHASES = [
  'reconciling',
  'reading',
  'proving',
  'storing',
] as const satisfies SyncPhase[];

/** The phases of a first sync, of which nobody can be missing. */
export const FIRST_SYNC_PHASES = [
  'reconciling',
  'reading',
  'storing',
] as const satisfies SyncPhase[];

/** A phase in which a sync can be hit. */
export type Phase = (typeof PHASES)[number];

// The lines that a sync logs, each with its own id.
const lineSchema = z.discriminatedUnion('message', [
  z.object({ message: z.literal('Sync started'), sync: z.string() }),
  z.object({
    message: z.literal('Phase of a sync ended'),
    sync: z.string(),
    phase: z.enum(PHASES),
  }),
]);

/** Follows the syncs of a backend by what it logs: the end of each phase. */
export class PhaseLog {
  readonly #ends = new EventEmitter();
  #ended: Phase | 'nothing' = 'nothing';

  /** The phase that the newest sync is in, as far as is known. */
  phase(order: readonly Phase[] = PHASES): Phase {
    const ended = order.findIndex(phase => phase === this.#ended);
    return order[Math.min(ended + 1, order.length - 1)];
  }

  /** Settles when a phase of the next sync begins. */
  async begins(
    phase: Phase,
    signal: AbortSignal,
    order: readonly Phase[] = PHASES,
  ): Promise<void> {
    const before = order[order.indexOf(phase) - 1] ?? 'nothing';
    await once(this.#ends, before, { signal });
  }

  /** @param line - a line of the log; whatever is not about a phase is left out */
  read(line: string): void {
    const entry = lineSchema.safeParse(parsed(line)).data;
    if (entry) {
      this.#ended = entry.message === 'Sync started' ? 'nothing' : entry.phase;
      this.#ends.emit(this.#ended);
    }
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
