import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  lucidCostReadPermission,
  lucidUsageReadPermission,
} from 'backstage-plugin-lucid-common';
import { Authorizer } from './Authorizer';

const onBehalf = { credentials: mockCredentials.user() };

function authorizer(...results: AuthorizeResult[]) {
  const permissions = mockServices.permissions.mock({
    // The type of the answer has no conditions, and yet a policy can give some.
    authorize: async () => results.map(result => ({ result } as never)),
  });
  return { permissions, authorizer: new Authorizer({ permissions }) };
}

describe('the authorizer', () => {
  it('asks once, with the credentials of whoever wants something', async () => {
    const { ALLOW } = AuthorizeResult;
    const asked = authorizer(ALLOW, ALLOW);
    await asked.authorizer.require(
      [lucidUsageReadPermission, lucidCostReadPermission],
      onBehalf,
    );
    expect(asked.permissions.authorize.mock.calls).toEqual([
      [
        [
          { permission: lucidUsageReadPermission },
          { permission: lucidCostReadPermission },
        ],
        onBehalf,
      ],
    ]);
  });

  it('says which permission is missing', async () => {
    const { ALLOW, DENY } = AuthorizeResult;
    await expect(
      authorizer(ALLOW, DENY).authorizer.require(
        [lucidUsageReadPermission, lucidCostReadPermission],
        onBehalf,
      ),
    ).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'The permission lucid.cost.read is needed for this',
    });
  });

  it.each([[[AuthorizeResult.CONDITIONAL]], [[AuthorizeResult.DENY]], [[]]])(
    'takes nothing but a plain "allow" for one: %j',
    async results => {
      const { authorizer: asked } = authorizer(...results);
      await expect(
        asked.allows([lucidUsageReadPermission], onBehalf),
      ).resolves.toEqual([false]);
    },
  );
});
