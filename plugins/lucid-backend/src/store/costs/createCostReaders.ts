import { Knex } from 'knex';
import { PriceList } from '../../costs/PriceList';
import { CohortCensus } from './CohortCensus';
import { CostReader } from './CostReader';
import { CostShareReader } from './CostShareReader';
import { ShareCensus } from './ShareCensus';

/** Whatever reads what licences cost; they count users once for all. */
export interface CostReaders {
  costs: CostReader;
  costShares: CostShareReader;
}

/** @param options - `today` is `YYYY-MM-DD` in UTC */
export function createCostReaders(options: {
  knex: Knex;
  prices: PriceList;
  today: () => string;
}): CostReaders {
  const cohorts = new CohortCensus(options);
  return {
    costs: new CostReader({ ...options, cohorts }),
    costShares: new CostShareReader({
      ...options,
      census: new ShareCensus({ ...options, cohorts }),
    }),
  };
}
