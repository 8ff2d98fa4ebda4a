import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { TAB_PATHS, rootRouteRef } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { ErrorNotice } from '../shared/ErrorNotice';
import { LicenceBadges } from '../shared/LicenceBadges';
import { Pager } from '../shared/Pager';

const PAGE_SIZE = 10;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  stale: { opacity: 0.6 },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 'var(--bui-space-2)',
    padding: 'var(--bui-space-2) 0',
    borderBottom: '1px solid var(--bui-border-1)',
  },
});

/** The members of a group who hold a licence, page by page. */
export function GroupMembers({ groupRef }: { groupRef: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const pagePath = useRouteRef(rootRouteRef)();
  const [cursor, setCursor] = useState<string>();
  const { value, error, loading, reload } = useLucidData(
    JSON.stringify([groupRef, cursor]),
    (api, signal) =>
      api.users(
        cursor
          ? { cursor, limit: PAGE_SIZE }
          : {
              group: groupRef,
              state: ['detected'],
              sort: 'displayName',
              limit: PAGE_SIZE,
            },
        { signal },
      ),
  );
  const seeAll = `${pagePath}/${TAB_PATHS.licences}?${new URLSearchParams({
    group: groupRef,
    state: 'detected',
  })}`;

  return (
    <section>
      <Flex justify="between" align="center" mb="2">
        <Text as="h4" weight="bold">
          {t('group.members')}
        </Text>
        <ButtonLink href={seeAll} variant="tertiary" size="small">
          {t('group.seeAll')}
        </ButtonLink>
      </Flex>
      {error && !loading && <ErrorNotice error={error} onRetry={reload} />}
      {!value && !error && <Skeleton height={120} />}
      {value && (
        <ul
          className={`${classes.list} ${loading ? classes.stale : ''}`}
          aria-label={t('group.membersTable')}
          aria-busy={loading}
        >
          {value.items.map(usage => (
            <li key={usage.entityRef} className={classes.item}>
              <CatalogUserLinks entityRefs={usage.match?.entityRefs ?? []} />
              <LicenceBadges licences={usage.licences} />
            </li>
          ))}
        </ul>
      )}
      {value && (
        <Pager
          label={t('group.membersTable')}
          page={value}
          total={t('group.total', { count: value.totalItems })}
          onCursor={setCursor}
        />
      )}
    </section>
  );
}
