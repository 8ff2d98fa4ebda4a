import { Knex } from 'knex';
import { LucidConfig } from '../config/LucidConfig';
import { LicenceCosts } from '../costs/LicenceCosts';
import { CatalogReadingStore } from './CatalogReadingStore';
import { CatalogUserReader } from './CatalogUserReader';
import { ExceptionReader } from './ExceptionReader';
import { ExplanationReader } from './ExplanationReader';
import { NearestUsers } from './NearestUsers';
import { SnapshotStore } from './SnapshotStore';
import { UsageReader } from './UsageReader';

/** Whatever reads Lucid users, catalog users, and why the ones are the others. */
export interface UsageReaders {
  usages: UsageReader;
  catalogUsers: CatalogUserReader;
  exceptionReader: ExceptionReader;
  explanations: ExplanationReader;
}

/** Puts them together. */
export function createUsageReaders(options: {
  knex: Knex;
  config: Pick<LucidConfig, 'accounts' | 'groups'>;
  snapshots: SnapshotStore;
  readings: CatalogReadingStore;
  costs: LicenceCosts;
}): UsageReaders {
  const { knex, config, snapshots, readings, costs } = options;
  return {
    usages: new UsageReader({
      knex,
      licenceHints: config.groups.licenceHints,
      costs,
    }),
    catalogUsers: new CatalogUserReader({ knex }),
    exceptionReader: new ExceptionReader({ knex }),
    explanations: new ExplanationReader({
      snapshots,
      nearestUsers: new NearestUsers({ knex }),
      readings,
      isOnlyAccount: config.accounts.length === 1,
    }),
  };
}
