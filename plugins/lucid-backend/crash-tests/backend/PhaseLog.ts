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

/** Follows the syncs of a backend by what it logs. */
export class PhaseLog {
  readonly #begun = new EventEmitter();
  #phase: Phase | undefined;

  /** The phase that a sync has begun last; `undefined` before the first. */
  get phase(): Phase | undefined {
    return this.#phase;
  }

  /** Settles when the next phase of that name begins. */
  async begins(phase: Phase, signal: AbortSignal): Promise<void> {
    await once(this.#begun, phase, { signal });
  }

  /** @param line - a line of the log; whatever is not about a phase is left out */
  read(line: string): void {
    const entry = lineSchema.safeParse(parsed(line)).data;
    if (!entry) {
      return;
    }
    const next =
      entry.message === 'Sync started'
        ? PHASES[0]
        : PHASES[PHASES.indexOf(entry.phase) + 1];
    if (next) {
      this.#phase = next;
      this.#begun.emit(next);
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
