import { PHENOMENA, Phenomenon } from '../truth/Phenomenon';
import { Verdict } from '../truth/Verdict';

/** How often each phenomenon occurs, and what is true then, as a Markdown table. */
export function formatPhenomena(truth: Map<string, Verdict>): string {
  return [
    '| phenomenon | of 10,000 Lucid users | truth |',
    '| --- | --- | --- |',
    ...PHENOMENA.map(phenomenon => formatRow(phenomenon, truth)),
  ].join('\n');
}

function formatRow(
  phenomenon: Phenomenon,
  truth: Map<string, Verdict>,
): string {
  const states = new Map<string, number>();
  let users = 0;
  for (const { phenomena, state } of truth.values()) {
    if (phenomena.includes(phenomenon)) {
      users += 1;
      states.set(state, (states.get(state) ?? 0) + 1);
    }
  }
  const share = ((users / truth.size) * 10_000).toFixed(1);
  const described = [...states]
    .sort(([, a], [, b]) => b - a)
    .map(([state, count]) => `${count} ${state}`);
  return `| ${phenomenon} | ${share} | ${described.join(', ')} |`;
}
