import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  EvaluatePermissionResponse,
} from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { act, screen } from '@testing-library/react';
import { axe } from 'jest-axe';
import { withoutPermissions } from '../../__testUtils__/grantedPermissions';
import { openPage } from '../../__testUtils__/openPage';
import { watched } from '../../__testUtils__/watched';
import lucidPlugin from '../../alpha';
import { lucidApiRef } from '../../api';

const NO_LICENCES = 'You may not see Lucid licences';

const user = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'jana', namespace: 'default' },
  spec: {},
};

// The answer is kept for as long as the portal is open: here, for the whole file.
describe('the permission to read', () => {
  it('is awaited without a word of what may come of it', async () => {
    const { api, asked } = watched();
    let deny = () => {};
    const denied = new Promise<EvaluatePermissionResponse>(resolve => {
      deny = () => resolve({ result: AuthorizeResult.DENY });
    });
    const permissions = { authorize: () => denied };
    openPage('/lucid', api, { permissions });
    expect((await screen.findAllByText('Loading')).length).toBeGreaterThan(0);
    expect(screen.queryByText(NO_LICENCES)).not.toBeInTheDocument();
    expect(screen.queryByText('Refresh')).not.toBeInTheDocument();
    expect(asked).toEqual([]);

    await act(async () => deny());
    expect(await screen.findByText(NO_LICENCES)).toBeVisible();
  });

  it.each(['', '/undetected', '/costs', '/sync', '/report'])(
    'is asked for before anything of the page is: %s',
    async tab => {
      const { api, asked } = watched();
      const { container } = openPage(`/lucid${tab}`, api, {
        permissions: withoutPermissions('lucid.usage.read'),
      });
      expect(await screen.findByText(NO_LICENCES)).toBeVisible();
      expect(screen.getByText(/permission lucid\.usage\.read/)).toBeVisible();
      expect(
        screen.queryByRole('button', { name: 'Refresh' }),
      ).not.toBeInTheDocument();
      expect(asked).toEqual([]);
      expect(
        await axe(container.querySelector('main') as HTMLElement),
      ).toHaveNoViolations();
    },
  );

  it('is asked for before anything of a card is', async () => {
    const { api, asked } = watched();
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: user }),
        lucidPlugin.getExtension('entity-card:lucid/licence'),
        lucidPlugin.getExtension('page:lucid'),
      ],
      apis: [
        [lucidApiRef, api],
        [catalogApiRef, catalogApiMock({ entities: [user] })],
        [permissionApiRef, withoutPermissions('lucid.usage.read')],
      ],
    });
    expect(await screen.findByText(NO_LICENCES)).toBeVisible();
    // It would lead to the same.
    expect(screen.queryByText('All licences')).not.toBeInTheDocument();
    expect(asked).toEqual([]);
  });
});
