import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Flex, Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { CatalogUserListQuery } from 'backstage-plugin-lucid-common';
import { useState } from 'react';
import { useLucidData } from '../../hooks/useLucidData';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { SearchInput } from '../page/SearchInput';
import { useOptionalTabPath } from '../page/useTabPath';
import { Awaited } from '../shared/Awaited';
import { PagedList } from '../shared/PagedList';
import { pageQuery } from '../shared/pageQuery';
import { MemberFilter } from './MemberFilter';
import { MemberList } from './MemberList';

const PAGE_SIZE = 10;

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: 'var(--bui-space-3)',
    '& > :first-child': { flex: '1 1 14rem' },
  },
});

/** The members of a group with what they hold, page by page. */
export function GroupMembers({ groupRef }: { groupRef: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const tabPath = useOptionalTabPath();
  const [list, setList] = useState<
    Pick<CatalogUserListQuery, 'q' | 'state' | 'cursor'>
  >({});
  const { cursor, ...filters } = list;
  const query = pageQuery({ group: groupRef, ...filters }, cursor, PAGE_SIZE);
  const answer = useLucidData(
    JSON.stringify([groupRef, query]),
    (api, signal) => api.catalogUsers(query, { signal }),
  );
  const label = t('group.membersTable');
  const seeAll = tabPath?.(TAB_PATHS.licences, {
    // Lucid users are listed there, and those in the catalog are detected.
    state: filters.state === 'licensed' ? 'detected' : filters.state,
    group: groupRef,
    q: filters.q,
  });

  return (
    <section>
      <Flex direction="column" gap="3">
        <Flex justify="between" align="center">
          <Text as="h4" weight="bold">
            {t('group.members')}
          </Text>
          {seeAll !== undefined && (
            <ButtonLink href={seeAll} variant="tertiary" size="small">
              {t('group.seeAll')}
            </ButtonLink>
          )}
        </Flex>
        <div className={classes.filters}>
          <SearchInput
            label={t('group.search')}
            value={filters.q ?? ''}
            onSearch={q => setList({ ...filters, q: q || undefined })}
          />
          <MemberFilter
            state={filters.state}
            onChange={state => setList({ ...filters, state })}
          />
        </div>
        <PagedList
          label={label}
          answer={answer}
          cursor={cursor}
          onCursor={next => setList({ ...filters, cursor: next })}
          empty={
            <Text as="p" color="secondary">
              {t('group.nobodyFits')}
            </Text>
          }
          leftText={t('list.nobodyLeft')}
          totalText={count => t('group.total', { count })}
          isInCard
        >
          {(page, empty) =>
            page ? (
              <MemberList
                label={label}
                members={page.items}
                isStale={answer.loading}
                empty={empty}
              />
            ) : (
              <Awaited>
                <Skeleton height={120} />
              </Awaited>
            )
          }
        </PagedList>
      </Flex>
    </section>
  );
}
