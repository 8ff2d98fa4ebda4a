import { Knex } from 'knex';
import { LicenceHintRule } from '../config/GroupsConfig';
import { PriceList } from '../costs/PriceList';
import { ReportReader } from '../reports/ReportReader';
import { UsageReader } from '../store/UsageReader';
import { CohortCensus } from '../store/costs/CohortCensus';
import {
  CostReaders,
  createCostReaders,
} from '../store/costs/createCostReaders';
import { GroupUsageReader } from '../store/groups/GroupUsageReader';
import { PlaceReader } from '../store/groups/PlaceReader';
import { TotalsReader } from '../store/totals/TotalsReader';
import { SpendReader } from '../totals/SpendReader';

/** Whatever tells what licences cost. */
export interface PricedReaders extends CostReaders {
  usages: UsageReader;
  groupUsages: GroupUsageReader;
  spend: SpendReader;
  reports: ReportReader;
}

/**
 * The readers for those who may not read what licences cost: to them, everything is
 * as though nothing had a price. What is never reckoned cannot be told.
 */
export function createUnpricedReaders(options: {
  knex: Knex;
  /** Those that are configured. */
  accounts: string[];
  /** The only ones that count, all of them unless told. */
  configured?: string[];
  licenceHints: LicenceHintRule[];
  cohorts: CohortCensus;
  places: PlaceReader;
  /** The day that it is, `YYYY-MM-DD` in UTC. */
  today: () => string;
}): PricedReaders {
  const { knex } = options;
  const unpriced = { ...options, prices: new PriceList([]) };
  const spend = new SpendReader({
    ...unpriced,
    totals: new TotalsReader({ knex }),
  });
  return {
    usages: new UsageReader(options),
    groupUsages: new GroupUsageReader(options),
    ...createCostReaders(unpriced),
    spend,
    reports: new ReportReader({ ...unpriced, spend }),
  };
}
