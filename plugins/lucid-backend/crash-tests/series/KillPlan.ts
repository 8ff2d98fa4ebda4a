import { Sync } from 'backstage-plugin-lucid-common';
import { Phase } from '../backend/PhaseLog';
import { Random } from '../world/Random';

/** When a backend is killed: so many milliseconds after a phase was seen to begin. */
export interface KillPlan {
  phase: Phase;
  delayMs: number;
}

/** How the kills are spread over the phases. Storing is where a crash could do harm. */
const SHARES: Record<Phase, number> = {
  reading: 0.2,
  proving: 0.12,
  reconciling: 0.18,
  storing: 0.5,
};

/** Beyond the usual end of a phase, so that the step to the next is hit too. */
const BEYOND = 1.15;

/** Draws when to kill, from how long the phases of undisturbed syncs took. */
export function drawKill(
  random: Random,
  phases: readonly Phase[],
  undisturbed: Sync[],
): KillPlan {
  let share = random.next() * phases.reduce((sum, it) => sum + SHARES[it], 0);
  const drawn =
    phases.find(phase => {
      share -= SHARES[phase];
      return share < 0;
    }) ?? 'storing';
  const usual = median(undisturbed.map(({ timings }) => timings[drawn] ?? 0));
  return { phase: drawn, delayMs: random.next() * usual * BEYOND };
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
