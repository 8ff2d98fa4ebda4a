import { screen } from '@testing-library/react';
import { withoutPermissions } from '../../__testUtils__/grantedPermissions';
import { openPage } from '../../__testUtils__/openPage';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  exceptedUsage,
  exceptionOf,
  listedUsage,
  statusOf,
  undetectedUsage,
} from '../../testing/fixtures';

const permissions = withoutPermissions('lucid.exception.manage');

describe('the permission to manage exceptions', () => {
  const portal = () =>
    new FakeLucidApi({
      status: statusOf(),
      usages: [listedUsage(undetectedUsage())],
      exceptions: [exceptionOf()],
    });

  it('is needed to select whom to account for', async () => {
    openPage('/lucid/undetected', portal(), {
      permissions,
    });
    await screen.findByRole('grid', { name: 'Undetected Lucid users' });
    await screen.findByRole('rowheader', { name: /Kai Contractor/ });
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
  });

  it.each([
    ['account for', undetectedUsage(), 'Account for this licence'],
    ['end the exception of', exceptedUsage(), 'End exception'],
  ])('is needed to %s somebody', async (_, usage, action) => {
    const path = `/lucid/licences?user=${usage.account}/${usage.id}`;
    const api = new FakeLucidApi({ usages: [listedUsage(usage)] });
    openPage(path, api, { permissions });
    await screen.findByText('What Lucid says');
    expect(
      screen.queryByRole('button', { name: new RegExp(`^${action}`) }),
    ).not.toBeInTheDocument();
  });

  it('is needed to make rules, and to end what was made', async () => {
    openPage('/lucid/exceptions', portal(), {
      permissions,
    });
    const [column] = await screen.findAllByRole('columnheader', {
      name: 'Note',
    });
    expect(column).toBeVisible();
    expect(
      screen.queryByRole('columnheader', { name: 'Action' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByText('New rule…')).not.toBeInTheDocument();
  });
});
