import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Skeleton } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { Activity } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ExportButton } from '../export/ExportButton';
import { needsAccount } from '../page/needsAccount';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { EmptyPage } from '../shared/EmptyPage';
import { ListFooter } from '../shared/ListFooter';
import { Notice } from '../shared/Notice';
import { Pager } from '../shared/Pager';
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
  const query = { ...(cursor ? { cursor } : whole), limit: PAGE_SIZE };
  const label = t('activity.list');
  const answer = useLucidData(
    JSON.stringify(['activity', query]),
    (api, signal) => api.activity(query, { signal }),
  );
  const { value, loading } = answer;

  return (
    <Answer
      of={answer}
      onFirstPage={cursor ? () => onCursor(undefined) : undefined}
    >
      {value ? (
        <Card>
          <CardBody>
            <Flex direction="column" gap="5" aria-busy={loading}>
              {value.items.length === 0 && (
                <EmptyPage page={value} onFirstPage={() => onCursor(undefined)}>
                  <NothingChanged
                    isNarrowed={Object.values(whole).some(Boolean)}
                  />
                </EmptyPage>
              )}
              {byDay(value.items).map(([day, changes]) => (
                <ActivityDay
                  key={day}
                  day={day}
                  changes={changes}
                  showAccount={needsAccount(accounts, value.items)}
                />
              ))}
            </Flex>
            <ListFooter>
              <ExportButton
                label={label}
                wanted={{ list: 'activity', query: whole }}
                isEmpty={value.totalItems === 0}
              />
              <Pager
                label={label}
                page={value}
                total={t('activity.total', { count: value.totalItems })}
                onCursor={onCursor}
              />
            </ListFooter>
          </CardBody>
        </Card>
      ) : (
        <Awaited>
          <Skeleton height={320} />
        </Awaited>
      )}
    </Answer>
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
