/**
 * How often things happen, and how people and administrators behave. Why each
 * figure is what it is, docs/matching-accuracy.md says.
 */
export const HABITS = {
  /** Months that the company has lived before anybody looks. */
  monthsBefore: 36,
  /** Months between the two readings. */
  monthsBetween: 6,

  /** Shares of people a year. */
  yearly: {
    leaving: 0.13,
    nameChange: 0.007,
    /** Names of entities that somebody tidies up, of those written by hand. */
    entityRename: 0.05,
    /** Accounts of interns and receptions that get another holder. */
    handOn: 0.001,
  },
  /** People whose address is mistyped where users are written by hand. */
  mistyped: 0.0003,
  /** Share of hires who have been here before. */
  rehired: 0.04,
  /** Share of hires who get the freed address of a namesake. */
  addressPassedOn: 0.002,
  /** Months for which an address stays blocked after somebody has left. */
  addressBlockedMonths: 3,
  /** Of how many of the last leavers an address may be passed on. */
  rememberedLeavers: 40,
  /** Share of people on the site that moves from one directory to another. */
  migrating: 0.005,
  /** Months after the first reading until that site moves. */
  migrationAfter: 3,

  /** Shares of people hired. */
  contractors: 0.05,
  /** Of contractors with an account like everybody's, who use Lucid by the address of their own company. */
  contractorsByOtherAddress: 0.2,
  secondEntityOfSameAddress: 0.004,
  secondEntityWithoutAddress: 0.003,

  /** Shares of people who have a Lucid user, and who have a second one. */
  lucidUsers: 0.72,
  secondLucidUser: 0.008,
  /** Months before the first reading since when the company provisions over SCIM. */
  scimSince: 20,
  /** Share of provisioned Lucid users whose changes never arrive. */
  provisioningStuck: 0.1,
  /** Share of changes that have arrived a month later. */
  changesArriveMonthly: 0.7,
  /** Share of leavers who are deactivated at once, with SCIM and without. */
  deactivated: { scim: 0.85, other: 0.15 },
  /** Share of forgotten Lucid users that somebody finds each month. */
  cleanedUpMonthly: 0.03,

  /** Lucid users of nobody in particular, as shares of the company's people. */
  partners: 0.03,
  partnerLikeColleague: 0.06,
  sharedMailboxes: 0.004,
  serviceAccounts: 0.002,
  /** Of shared mailboxes: how many several people give as their own, and how many one. */
  sharedListedBySeveral: 0.1,
  sharedListedByOne: 0.1,
  /** Of service accounts: how many are in the catalog like a person. */
  serviceAccountListed: 0.2,
  /** Of those whom nothing leads to, how many an administrator has annotated. */
  settledByAnnotation: { before: 0.1, between: 0.3 },
} as const;
