import { Verdict } from '../truth/Verdict';
import { Said } from './Said';

/** What can be right or wrong. */
export const CLASSES = [
  'detected',
  'undetected',
  'ambiguous',
  'leaver',
] as const;

/** One of {@link CLASSES}. */
export type Class = (typeof CLASSES)[number];

/** How many Lucid users are so, are said to be so, and both, about the same person. */
export interface Tally {
  truth: number;
  said: number;
  correct: number;
}

/** A Lucid user of whom something is said that is not true. */
export interface Mistake {
  id: string;
  truth: Verdict;
  said: Said;
}

/** Counts how often what is said is true. */
export class Score {
  readonly tallies: Record<Class, Tally> = {
    detected: emptyTally(),
    undetected: emptyTally(),
    ambiguous: emptyTally(),
    leaver: emptyTally(),
  };
  readonly mistakes: Mistake[] = [];
  /** Of the detected who are missed: those whom only their name gives away. */
  missedByName = 0;
  /** Nobody could know whose they are: by what is said of them. */
  readonly unknowable: Record<string, number> = {};
  /** Of those whom nobody could place: how many are said to be somebody they are not. */
  unknowableWrong = 0;
  /** Left out by a rule: by what is true of them. */
  readonly leftOut: Record<string, number> = {};

  /**
   * @param truth - by id of the Lucid user
   * @param said - of the same Lucid users
   * @throws Error where the two are not about the same
   */
  add(truth: Map<string, Verdict>, said: Map<string, Said>): void {
    if (truth.size !== said.size) {
      throw new Error(
        `Something is said of ${said.size} Lucid users, and there are ${truth.size}`,
      );
    }
    for (const [id, verdict] of truth) {
      const saying = said.get(id);
      if (!saying) {
        throw new Error(`Nothing is said of the Lucid user ${id}`);
      }
      this.#compare({ id, truth: verdict, said: saying });
    }
  }

  #compare(one: Mistake): void {
    const { truth, said } = one;
    if (said.state === 'left-out') {
      count(this.leftOut, truth.state);
      return;
    }
    if (truth.state === 'unknowable') {
      count(this.unknowable, said.state);
      if (
        said.state === 'detected' &&
        !truth.entityRefs.includes(said.entityRefs[0])
      ) {
        this.unknowableWrong += 1;
      }
      return;
    }
    this.tallies[truth.state].truth += 1;
    this.tallies[said.state].said += 1;
    if (isCorrect(truth, said)) {
      this.tallies[truth.state].correct += 1;
    } else {
      this.mistakes.push(one);
      this.missedByName += Number(truth.phenomena.includes('name-alone'));
    }
  }
}

/** The share of what is said that is true; 1 where nothing is said. */
export function precisionOf({ said, correct }: Tally): number {
  return said === 0 ? 1 : correct / said;
}

/** The share of what is true that is said; 1 where nothing is true. */
export function recallOf({ truth, correct }: Tally): number {
  return truth === 0 ? 1 : correct / truth;
}

function isCorrect(truth: Verdict, said: Said): boolean {
  if (truth.state !== said.state) {
    return false;
  }
  return truth.state === 'leaver'
    ? truth.entityRefs.includes(said.entityRefs[0])
    : [...said.entityRefs].sort().join() === truth.entityRefs.join();
}

function emptyTally(): Tally {
  return { truth: 0, said: 0, correct: 0 };
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
