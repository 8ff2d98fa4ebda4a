import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { Activity } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { needsAccount } from '../page/needsAccount';
import { Awaited } from '../shared/Awaited';
import { Notice } from '../shared/Notice';
import { PagedList } from '../shared/PagedList';
import { pageQuery } from '../shared/pageQuery';
import { ActivityDay } from './ActivityDay';
import { ActivityFilterValues, wholeActivityQuery } from './activityFilters';

const PAGE_SIZE = 50;

/** What happened to Lucid users, day by day and page by page, the newest first. */
export function ActivityList(props: {
  filters: ActivityFilterValues;
  cursor?: string;
  onCursor: (cursor: string | undefined) => void;
  /** Ids of the Lucid accounts that are configured. */
  accounts: string[];
}) {
  const { filters, cursor, onCursor, accounts } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const whole = wholeActivityQuery(filters);
  const query = pageQuery(whole, cursor, PAGE_SIZE);
  const label = t('activity.list');
  const answer = useLucidData(
    JSON.stringify(['activity', query]),
    (api, signal) => api.activity(query, { signal }),
  );

  return (
    <PagedList
      label={label}
      answer={answer}
      cursor={cursor}
      onCursor={onCursor}
      empty={<NothingChanged isNarrowed={Object.values(whole).some(Boolean)} />}
      totalText={count => t('activity.total', { count })}
      exported={{ list: 'activity', query: whole }}
    >
      {(page, empty) =>
        page ? (
          <Flex direction="column" gap="5" aria-busy={answer.loading}>
            {page.items.length === 0 && empty}
            {byDay(page.items).map(([day, changes]) => (
              <ActivityDay
                key={day}
                day={day}
                changes={changes}
                showAccount={needsAccount(accounts, page.items)}
              />
            ))}
          </Flex>
        ) : (
          <Awaited>
            <Skeleton height={320} />
          </Awaited>
        )
      }
    </PagedList>
  );
}

function NothingChanged({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return isNarrowed ? (
    <Notice Icon={RiHistoryLine} title={t('activity.noMatch')} />
  ) : (
    <Notice Icon={RiHistoryLine} title={t('activity.none')}>
      {t('activity.noneText')}
    </Notice>
  );
}

/** Changes of one day stand together; both keep their order. */
function byDay(changes: Activity[]): [day: string, changes: Activity[]][] {
  const days = new Map<string, Activity[]>();
  for (const change of changes) {
    const day = change.at.slice(0, 10);
    days.set(day, [...(days.get(day) ?? []), change]);
  }
  return [...days];
}
