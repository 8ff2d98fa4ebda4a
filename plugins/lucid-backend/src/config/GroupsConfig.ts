import { Licence } from 'backstage-plugin-lucid-common';

/** What being in a group of Lucid says of the kind of a licence. */
export interface LicenceHintRule {
  /** Name of the group, in which `*` stands for any text; case does not matter. */
  group: string;
  licence: Licence;
}

/** How groups of Lucid are used: `lucid.groups`. */
export interface GroupsConfig {
  /** Whether groups are read with each sync. */
  enabled: boolean;
  licenceHints: LicenceHintRule[];
}
