import { Condition } from './conditions';
import { MOMENTS, Moment, Scores } from './measure';
import { CLASSES, Class, Score, precisionOf, recallOf } from './Score';

const COLUMNS = [
  'moment',
  'class',
  'truth',
  'said',
  'correct',
  'precision (at least)',
  'recall (at least)',
  '',
];

/** A target, and whether it was met. */
export interface Outcome {
  moment: Moment;
  class: Class;
  kind: 'precision' | 'recall';
  measured: number;
  least: number;
  pass: boolean;
}

/** What was wanted of a condition, beside what came of it. */
export function outcomesOf({ targets }: Condition, scores: Scores): Outcome[] {
  return MOMENTS.flatMap(moment => {
    const { detected, leaver } = scores[moment].tallies;
    const outcome = (
      name: Class,
      kind: Outcome['kind'],
      measured: number,
      least: number | undefined,
    ): Outcome[] =>
      least === undefined
        ? []
        : [
            {
              moment,
              class: name,
              kind,
              measured,
              least,
              pass: measured >= least,
            },
          ];
    return [
      ...outcome(
        'detected',
        'precision',
        precisionOf(detected),
        targets.detectedPrecision,
      ),
      ...outcome(
        'detected',
        'recall',
        recallOf(detected),
        targets.detectedRecall,
      ),
      ...outcome(
        'leaver',
        'precision',
        precisionOf(leaver),
        // Nobody can have left before anybody has looked.
        moment === 'first reading' ? undefined : targets.leaverPrecision,
      ),
    ];
  });
}

/** The outcome of one condition as a Markdown table. */
export function formatScores(condition: Condition, scores: Scores): string {
  const outcomes = outcomesOf(condition, scores);
  const rows = MOMENTS.flatMap(moment =>
    CLASSES.filter(name => moment !== 'first reading' || name !== 'leaver').map(
      name => {
        const wanted = outcomes.filter(
          outcome => outcome.moment === moment && outcome.class === name,
        );
        return formatRow(moment, name, scores[moment], wanted);
      },
    ),
  );
  return [
    `### ${condition.name}`,
    '',
    line(COLUMNS),
    line(COLUMNS.map(() => '---')),
    ...rows,
    ...MOMENTS.flatMap(moment => ['', formatApart(moment, scores[moment])]),
  ].join('\n');
}

function formatRow(
  moment: Moment,
  name: Class,
  { tallies }: Score,
  wanted: Outcome[],
): string {
  const { truth, said, correct } = tallies[name];
  const beside = (kind: Outcome['kind'], value: number) => {
    const target = wanted.find(outcome => outcome.kind === kind);
    return target
      ? `${percent(value)} (${percent(target.least)})`
      : percent(value);
  };
  return line([
    moment,
    name,
    ...[truth, said, correct].map(n => n.toLocaleString('en-GB')),
    beside('precision', precisionOf(tallies[name])),
    beside('recall', recallOf(tallies[name])),
    formatVerdict(wanted),
  ]);
}

function formatVerdict(wanted: Outcome[]): string {
  if (wanted.length === 0) {
    return '';
  }
  const missed = wanted.filter(({ pass }) => !pass).map(({ kind }) => kind);
  return missed.length === 0 ? 'PASS' : `MISS (${missed.join(', ')})`;
}

function formatApart(moment: Moment, score: Score): string {
  return [
    `Missed, ${moment}: ${score.missedByName} whom only their name gives away.`,
    `Not counted: unknowable ${list(score.unknowable)}`,
    `(said to be somebody else: ${score.unknowableWrong});`,
    `left out by a rule ${list(score.leftOut)}.`,
  ].join(' ');
}

function list(counts: Record<string, number>): string {
  const parts = Object.entries(counts).map(([key, n]) => `${n} ${key}`);
  return parts.length ? parts.join(', ') : 'none';
}

// Cut off, so that what falls short of a target never looks as if it met it.
function percent(share: number): string {
  return `${(Math.floor(share * 1e5) / 1e3).toFixed(3)} %`;
}

function line(cells: string[]): string {
  return `| ${cells.join(' | ')} |`;
}
