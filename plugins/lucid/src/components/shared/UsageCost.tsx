import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { CostText } from './CostText';

/** What a Lucid user costs a month; a dash for whoever holds nothing or has departed. */
export function UsageCost(props: {
  usage: Pick<LicenceUsage, 'cost' | 'licences' | 'state'>;
}) {
  const { cost, licences, state } = props.usage;
  return cost && licences.length > 0 && state !== 'departed' ? (
    <CostText cost={cost} />
  ) : (
    <>–</>
  );
}
