import fc from 'fast-check';
import { LucidUser } from '../scim/LucidUser';
import { hashOfUser } from './userRow';

// As the parser gives it: never empty, and without line breaks. A small
// alphabet, so that parts of users are often equal.
const text = fc.stringMatching(/^[ab0-2.]{1,3}$/);
const optional = fc.option(text, { nil: undefined });

// Typed so that an attribute which is added to users has to be added here.
const userOf: { [K in keyof Required<LucidUser>]: fc.Arbitrary<LucidUser[K]> } =
  {
    id: text,
    active: fc.boolean(),
    displayName: text,
    userName: optional,
    email: optional,
    otherEmails: fc.array(text, { maxLength: 3 }),
    externalId: optional,
    title: optional,
    department: optional,
    division: optional,
    organization: optional,
    costCenter: optional,
    billingCode: optional,
    roles: fc.array(text, { maxLength: 3 }),
    groups: fc.array(fc.record({ id: text, name: optional }), { maxLength: 2 }),
    licences: fc.array(
      fc.record({
        name: text,
        access: fc.constantFrom('can-edit', 'view-only', undefined),
      }),
      { maxLength: 2 },
    ),
    createdAt: optional,
  };
const user = fc.record(userOf) as fc.Arbitrary<LucidUser>;

describe('hashOfUser', () => {
  it('is the same for the same user', () => {
    fc.assert(
      fc.property(user, one => {
        expect(hashOfUser(structuredClone(one))).toBe(hashOfUser(one));
      }),
    );
  });

  it.each(Object.keys(userOf) as (keyof LucidUser)[])(
    'differs where %s differs',
    attribute => {
      fc.assert(
        fc.property(user, userOf[attribute], (one, value) => {
          const other = { ...one, [attribute]: value };
          expect(hashOfUser(other) === hashOfUser(one)).toBe(
            JSON.stringify(other) === JSON.stringify(one),
          );
        }),
      );
    },
  );

  it('differs where the same texts stand in other places', () => {
    fc.assert(
      fc.property(user, user, (one, other) => {
        expect(hashOfUser(other) === hashOfUser(one)).toBe(
          JSON.stringify(other) === JSON.stringify(one),
        );
      }),
    );
  });
});
