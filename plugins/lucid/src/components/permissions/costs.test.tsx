import { screen, waitFor } from '@testing-library/react';
import { withoutPermissions } from '../../__testUtils__/grantedPermissions';
import { openPage } from '../../__testUtils__/openPage';
import { watched } from '../../__testUtils__/watched';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  costOverviewOf,
  reportOf,
  seatPoolOf,
} from '../../testing/figureFixtures';

const permissions = withoutPermissions('lucid.cost.read');

describe('the permission to read costs', () => {
  const priced = () =>
    new FakeLucidApi({ costs: costOverviewOf(), seats: [seatPoolOf()] });

  it('is needed for costs, and not for seats', async () => {
    const { api, asked } = watched(priced());
    openPage('/lucid/costs', api, { permissions });
    expect(
      await screen.findByText('You may not see what licences cost'),
    ).toBeVisible();
    expect(await screen.findByRole('heading', { name: 'Seats' })).toBeVisible();
    expect(screen.queryByText(/€/)).not.toBeInTheDocument();
    expect(asked.filter(name => /cost/i.test(name))).toEqual([]);
  });

  it('leaves the overview without money, and without a complaint', async () => {
    const { api, asked } = watched(priced());
    openPage('/lucid', api, { permissions });
    expect(await screen.findByText('Lucid users')).toBeVisible();
    await waitFor(() => expect(asked).toContain('seats'));
    expect(screen.queryByText(/€/)).not.toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
    expect(asked.filter(name => /cost/i.test(name))).toEqual([]);
  });

  it('leaves a report without money', async () => {
    const report = reportOf({
      spend: { priced: false, total: [], byLicence: [] },
    });
    openPage('/lucid/report', new FakeLucidApi({ reports: [report] }), {
      permissions,
    });
    expect(await screen.findByRole('article')).toBeVisible();
    expect(screen.queryByText('Spend')).not.toBeInTheDocument();
    expect(screen.queryByText('Cost a month')).not.toBeInTheDocument();
    expect(screen.getByText('Undetected users')).toBeVisible();
    expect(screen.queryByText('View only suffices')).not.toBeInTheDocument();
    expect(screen.queryByText(/€|No price/)).not.toBeInTheDocument();
  });
});
