import { Knex } from 'knex';
import { PriceList } from '../../costs/PriceList';
import { BilledCensus } from '../seats/BilledCensus';
import { CohortCensus } from './CohortCensus';
import { CostReader } from './CostReader';
import { CostShareReader } from './CostShareReader';
import { ShareCensus } from './ShareCensus';

/** Whatever reads what licences cost; they count users once for all. */
export interface CostReaders {
  costs: CostReader;
  costShares: CostShareReader;
}

/**
 * @param options - `cohorts` may be shared; `configured` are the ids of the only
 * accounts that count, all of them unless told; `today` is `YYYY-MM-DD` in UTC
 */
export function createCostReaders(options: {
  knex: Knex;
  cohorts: CohortCensus;
  configured?: string[];
  prices: PriceList;
  today: () => string;
}): CostReaders {
  return {
    costs: new CostReader({ ...options, billed: new BilledCensus(options) }),
    costShares: new CostShareReader({
      ...options,
      census: new ShareCensus(options),
    }),
  };
}
