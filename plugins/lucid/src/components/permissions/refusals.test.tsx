import { ResponseError } from '@backstage/errors';
import { screen } from '@testing-library/react';
import { openPage } from '../../__testUtils__/openPage';
import { FakeLucidApi } from '../../testing/FakeLucidApi';

const permissions = {
  authorize: async () => {
    throw new Error('The permission backend does not answer');
  },
};

const refusal = () =>
  ResponseError.fromResponse(
    Response.json(
      {
        error: {
          name: 'NotAllowedError',
          message: 'The permission lucid.sync.manage is needed for this',
        },
        response: { statusCode: 403 },
      },
      { status: 403, statusText: 'Forbidden' },
    ),
  );

describe('permissions that cannot be found out', () => {
  it('are left to the backend', async () => {
    openPage('/lucid', new FakeLucidApi(), { permissions });
    expect(await screen.findByText('Lucid users')).toBeVisible();
  });

  it('and that the backend refuses, are said as what they are', async () => {
    const api = new FakeLucidApi();
    jest.spyOn(api, 'status').mockRejectedValue(await refusal());
    openPage('/lucid', api, { permissions });
    const notice = await screen.findByRole('alert');
    expect(notice).toHaveTextContent('You do not have the permission for this');
    expect(notice).toHaveTextContent(
      'The permission lucid.sync.manage is needed for this',
    );
    expect(notice).not.toHaveTextContent('does not answer');
  });
});
