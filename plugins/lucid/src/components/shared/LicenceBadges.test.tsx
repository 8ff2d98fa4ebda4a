import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { LicenceBadges } from './LicenceBadges';

describe('the licences of somebody', () => {
  afterEach(() => jest.restoreAllMocks());

  it('are told apart where one is held at two access levels', async () => {
    // How React says that two of a list cannot be told apart.
    const complaint = jest.spyOn(console, 'error').mockImplementation();
    await renderInTestApp(
      <LicenceBadges
        licences={[
          { name: 'Lucidchart', access: 'can-edit' },
          { name: 'Lucidchart', access: 'view-only' },
        ]}
      />,
    );
    expect(screen.getByText('Lucidchart · Can edit')).toBeVisible();
    expect(screen.getByText('Lucidchart · View only')).toBeVisible();
    expect(complaint).not.toHaveBeenCalledWith(
      expect.stringContaining('same key'),
      expect.anything(),
      expect.anything(),
    );
  });
});
