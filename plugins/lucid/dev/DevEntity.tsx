import { Content, Header, Page } from '@backstage/core-components';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { useParams } from 'react-router-dom';
import { EntityLucidLicenceCard } from '../src';

/** Any entity that a link leads to, with its licence card. */
export function DevEntity() {
  const { kind = '', namespace, name = '' } = useParams();
  return (
    <Page themeId="home">
      <Header title={name} subtitle={kind} />
      <Content>
        <EntityProvider
          entity={{
            apiVersion: 'backstage.io/v1alpha1',
            kind,
            metadata: { namespace, name },
          }}
        >
          <EntityLucidLicenceCard />
        </EntityProvider>
      </Content>
    </Page>
  );
}
