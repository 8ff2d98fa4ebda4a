import { Knex } from 'knex';
import { LicenceCosts } from '../../costs/LicenceCosts';
import { GroupCensus } from './GroupCensus';
import { GroupUsageReader } from './GroupUsageReader';
import { LucidGroupReader } from './LucidGroupReader';
import { PlaceReader } from './PlaceReader';

/** Whatever reads groups of Lucid and of the catalog; they count users once for all. */
export interface GroupReaders {
  lucidGroups: LucidGroupReader;
  places: PlaceReader;
  groupUsages: GroupUsageReader;
}

/**
 * @param options - `isOnlyAccount` says that an annotation need not name the
 * account of a group; without `costs`, nothing is said of what licences cost
 */
export function createGroupReaders(options: {
  knex: Knex;
  isOnlyAccount: boolean;
  costs?: LicenceCosts;
}): GroupReaders {
  const { knex, isOnlyAccount, costs } = options;
  const census = new GroupCensus({ knex });
  const places = new PlaceReader({ knex, census, isOnlyAccount });
  return {
    lucidGroups: new LucidGroupReader({ knex, census, isOnlyAccount }),
    places,
    groupUsages: new GroupUsageReader({ knex, places, costs }),
  };
}
