/**
 * An e-mail address of a Lucid user.
 *
 * @public
 */
export interface LucidEmail {
  value: string;
  type?: string;
  primary?: boolean;
}

/**
 * Where a Lucid user belongs, as the enterprise extension of SCIM has it.
 *
 * @public
 */
export interface LucidAffiliation {
  costCenter?: string;
  organization?: string;
  division?: string;
  department?: string;
  /** Id of the Lucid user who is the manager. */
  manager?: string;
}

/**
 * What a Lucid user is licensed for. How much of it is shown, and in which
 * form, depends on the shape of licences that the simulator was started with.
 *
 * @public
 */
export interface LucidLicences {
  /** Whether the user holds the product, by Lucid's name of it. */
  products: Record<string, boolean>;
  /** `true` is a full, billed licence; `false` is view-only, which is free. */
  canEdit: boolean;
  billingCode?: string;
}

/**
 * A Lucid user as the simulated account keeps it. Times are ISO 8601 in UTC.
 *
 * @public
 */
export interface LucidUser {
  /** SCIM id, such as `lucid-1234`; its number is the place in lists. */
  id: string;
  userName?: string;
  externalId?: string;
  displayName?: string;
  name?: { formatted?: string; givenName?: string; familyName?: string };
  emails: LucidEmail[];
  active: boolean;
  title?: string;
  roles: string[];
  /** Ids of the groups that the user is a direct member of. */
  groupIds: string[];
  created: string;
  lastModified: string;
  affiliation?: LucidAffiliation;
  licences: LucidLicences;
  /** Attributes that no documentation mentions, given out as they are. */
  unknownAttributes?: Record<string, unknown>;
}

/**
 * A group of the simulated account: an org group or a team.
 *
 * @public
 */
export interface LucidGroup {
  /** SCIM id, such as `lucid-group-12`. */
  id: string;
  displayName: string;
  /** The org group that holds this one. */
  parentId?: string;
  /**
   * Accounts on Lucid Suite assign licences through org groups. Such a group
   * holds exactly the users with this value of `canEdit`.
   */
  assignsCanEdit?: boolean;
}

/**
 * Everything that a Lucid account holds.
 *
 * @public
 */
export interface AccountContents {
  users: LucidUser[];
  groups: LucidGroup[];
}

/** The place of a user in lists, taken from the number in its id. */
export function sequenceOf(user: Pick<LucidUser, 'id'>): number {
  return Number(user.id.slice('lucid-'.length));
}
