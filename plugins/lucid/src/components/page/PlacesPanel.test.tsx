import { screen, within } from '@testing-library/react';
import { PlacedUsers } from 'backstage-plugin-lucid-common';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import { accountOf, statusOf } from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const TITLE = 'Undetected by department and Lucid group';

const places: PlacedUsers[] = [
  { place: 'department', name: 'R & D', undetected: 9, departed: 2 },
  {
    place: 'lucid-group',
    account: 'default',
    id: 'lucid-group-7',
    name: 'Contractors',
    undetected: 5,
    departed: 0,
  },
];

describe('the places of undetected users', () => {
  it('lead to the undetected users of a department or a Lucid group', async () => {
    openPage('/lucid', new FakeLucidApi({ places }));
    const list = await screen.findByRole('list', { name: TITLE });
    expect(within(list).getByRole('link', { name: 'R & D' })).toHaveAttribute(
      'href',
      '/lucid/undetected?department=R+%26+D',
    );
    expect(within(list).getByText('9 undetected · 2 departed')).toBeVisible();
    expect(
      within(list).getByRole('link', { name: 'Contractors' }),
    ).toHaveAttribute(
      'href',
      '/lucid/undetected?account=default&lucidGroup=lucid-group-7',
    );
    expect(within(list).getByText('5 undetected')).toBeVisible();
  });

  it('stay within their account where there are several', async () => {
    openPage(
      '/lucid',
      new FakeLucidApi({
        places: places.slice(0, 1),
        status: statusOf(
          accountOf({ id: 'europe' }),
          accountOf({ id: 'asia' }),
        ),
      }),
    );
    const asia = await screen.findByRole('region', { name: 'asia' });
    expect(
      await within(asia).findByRole('link', { name: 'R & D' }),
    ).toHaveAttribute(
      'href',
      '/lucid/undetected?account=asia&department=R+%26+D',
    );
  });

  it('say how many more there are than are shown, and when there is none', async () => {
    const many = Array.from({ length: 11 }, (_, index) => ({
      ...places[0],
      name: `Department ${index}`,
    }));
    const { unmount } = openPage('/lucid', new FakeLucidApi({ places: many }));
    expect(await screen.findByText('and 3 more')).toBeVisible();
    unmount();

    openPage('/lucid', new FakeLucidApi());
    expect(
      await screen.findByText(
        'No department or group of Lucid holds undetected users.',
      ),
    ).toBeVisible();
  });
});
