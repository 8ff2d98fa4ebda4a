import { SyncPhase } from 'backstage-plugin-lucid-common';
import { KillRecord, Outcome } from './KillRecord';

const PHASES: SyncPhase[] = [
  'reading',
  'proving',
  'reconciling',
  'storing',
  'done',
];

const OUTCOMES: Outcome[] = ['old', 'reconciled', 'new'];

/** A Markdown table: how many kills found the sync in which phase, and what the store held then. */
export function formatHistogram(records: KillRecord[]): string {
  const rows = PHASES.map(phase => {
    const inPhase = records.filter(record => record.phase === phase);
    return [
      phase,
      String(inPhase.length),
      ...OUTCOMES.map(outcome =>
        String(inPhase.filter(record => record.outcome === outcome).length),
      ),
    ];
  });
  const head = ['killed in', 'kills', 'old', 'old, reconciled anew', 'new'];
  return [head, head.map(() => '---'), ...rows]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}
