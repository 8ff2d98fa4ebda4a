import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { LucidGroupsStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatMoment } from '../shared/format';
import { Moment } from '../shared/Moment';

/** How many groups a Lucid account has, and how old that is. */
export function LucidGroupsState(props: { groups: LucidGroupsStatus }) {
  const { groups, readAt, stale } = props.groups;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Flex direction="column" gap="1">
      <span>
        {readAt ? (
          <>
            {t('sync.lucidGroupCount', { count: groups })}
            {' · '}
            <Moment at={readAt} />
          </>
        ) : (
          t('sync.lucidGroupsNever')
        )}
      </span>
      {stale && (
        <span>
          {t('sync.lucidGroupsStale', {
            since: formatMoment(stale.since),
            reason: stale.reason,
          })}
        </span>
      )}
    </Flex>
  );
}
