import { SignInPageBlueprint } from '@backstage/plugin-app-react';

/** Signs everyone in as the guest without asking: there is nobody else to be. */
export const GuestSignInPage = SignInPageBlueprint.make({
  params: {
    loader: async () => {
      const { ProxiedSignInPage } = await import('@backstage/core-components');
      return props => <ProxiedSignInPage {...props} provider="guest" />;
    },
  },
});
