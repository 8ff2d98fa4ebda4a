import { LucidGroup, LucidUser } from '../account/lucidUser';
import { Random } from '../random';
import { GUEST_LICENCES, dealLicences } from './licences';
import { Person } from './people';
import { LucidIdentity } from './strangers';

/** One in so many has an id of the identity provider. */
const USERS_PER_EXTERNAL_ID = 3;
const ROLES = ['AccountAdmin', 'BillingAdmin', 'DocumentAdmin', 'Developer'];
const FIRST_DAY = Date.UTC(2021, 3);
const LAST_DAY = Date.UTC(2026, 6);

/** Attributes that no client can know of. */
const UNKNOWN_ATTRIBUTES = {
  'urn:ietf:params:scim:schemas:extension:lucid:3.0:User': { seatPool: 'EMEA' },
  onboardingStage: 4,
};

/** Makes Lucid users of those who are to be in the example account. */
export class LucidEnroller {
  readonly #random: Random;
  readonly #groups: LucidGroup[];

  constructor(random: Random, groups: LucidGroup[]) {
    this.#random = random;
    this.#groups = groups;
  }

  /** @param person - who it is in the catalog, if anybody */
  enrol(
    identity: LucidIdentity,
    person?: Person,
  ): Omit<LucidUser, 'id' | 'active'> {
    const random = this.#random;
    const { email, otherEmails = [], givenName, familyName } = identity;
    const affiliation = person ? affiliate(person) : identity.affiliation;
    const created = this.#momentAfter(FIRST_DAY);
    return {
      userName: identity.userName ?? email,
      displayName: identity.displayName ?? email,
      name: identity.fullName
        ? { formatted: identity.fullName, givenName, familyName }
        : undefined,
      externalId:
        random.below(USERS_PER_EXTERNAL_ID) === 0
          ? this.#externalId()
          : undefined,
      emails: [
        ...(email ? [{ value: email, type: 'work', primary: true }] : []),
        ...otherEmails.map(value => ({ value, type: 'other' })),
      ],
      title: person?.title ?? identity.title,
      roles: random.chance(0.04) ? [random.pick(ROLES)] : [],
      groupIds: this.#groups
        .filter(group => group.displayName === affiliation?.department)
        .map(group => group.id),
      created: new Date(created).toISOString(),
      lastModified: new Date(this.#momentAfter(created)).toISOString(),
      affiliation,
      licences:
        person?.name === 'guest'
          ? GUEST_LICENCES
          : dealLicences(random, affiliation?.costCenter ?? 'CC-900'),
      unknownAttributes: random.chance(0.03) ? UNKNOWN_ATTRIBUTES : undefined,
    };
  }

  #externalId(): string {
    return `00u${this.#random
      .below(36 ** 9)
      .toString(36)
      .padStart(9, '0')}`;
  }

  #momentAfter(start: number): number {
    const seconds = (LAST_DAY - start) / 1000;
    return start + this.#random.below(seconds) * 1000;
  }
}

function affiliate({ costCenter, division, lucidDepartment }: Person) {
  return {
    costCenter,
    organization: 'Meridian',
    division,
    department: lucidDepartment,
  };
}
