import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { NearestCatalogUser } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CopyButton } from '../shared/CopyButton';
import { useLikenessText } from './useLikenessText';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-2)',
    padding: 'var(--bui-space-3) 0',
    borderTop: '1px solid var(--bui-border-1)',
  },
  person: { minWidth: 0, overflowWrap: 'anywhere' },
});

/** Somebody in the catalog who may be the Lucid user. */
export type Candidate = NearestCatalogUser | { entityRef: string };

/**
 * Catalog users who may be a Lucid user, each with a way to the line that says
 * so in the catalog.
 */
export function Candidates(props: { candidates: Candidate[]; yaml: string }) {
  const { candidates, yaml } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  return (
    <ul className={classes.list} aria-label={t('explanation.nearestTitle')}>
      {candidates.map(candidate => {
        const known = 'likeness' in candidate ? candidate : undefined;
        return (
          <li key={candidate.entityRef} className={classes.item}>
            <Flex direction="column" gap="1" className={classes.person}>
              <Text weight="bold">
                <EntityRefLink
                  entityRef={candidate.entityRef}
                  defaultKind="user"
                >
                  {known?.displayName}
                </EntityRefLink>
              </Text>
              {known && <NearestFacts user={known} />}
            </Flex>
            <CopyButton
              text={yaml}
              label={t('explanation.copyFor', {
                name: known?.displayName ?? candidate.entityRef,
              })}
            >
              {t('explanation.copyLine')}
            </CopyButton>
          </li>
        );
      })}
    </ul>
  );
}

function NearestFacts({ user }: { user: NearestCatalogUser }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const likenessText = useLikenessText();
  return (
    <Text variant="body-small" color="secondary">
      {[
        likenessText(user),
        user.email,
        user.licensed && t('explanation.licensed'),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
}
