import { CostFindings, CostOfUsers } from 'backstage-plugin-lucid-common';

const ORDER = [
  'undetected',
  'leavers',
  'departedButBilled',
  'viewOnlySuffices',
] as const satisfies readonly (keyof CostFindings)[];

/** A finding with its name. */
export interface NamedFinding extends CostOfUsers {
  name: (typeof ORDER)[number];
}

/** Findings in the order they are shown in; what is not known is left out. */
export function knownFindings(findings: CostFindings): NamedFinding[] {
  return ORDER.flatMap(name => {
    const found = findings[name];
    return found ? [{ name, ...found }] : [];
  });
}
