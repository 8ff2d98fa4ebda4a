import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { Sync, SyncPhase } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { Facts } from '../shared/Facts';
import { formatCount, formatDuration, formatMoment } from '../shared/format';
import { useTabPath } from './useTabPath';

const PHASES: SyncPhase[] = [
  'reconciling',
  'reading',
  'proving',
  'reading-groups',
  'reading-seats',
  'storing',
];

const useStyles = makeStyles({
  rejected: {
    margin: 0,
    paddingInlineStart: 'var(--bui-space-5)',
    overflowWrap: 'anywhere',
    '& li + li': { marginTop: 'var(--bui-space-2)' },
  },
});

/** What a sync found, how long it took, and whom it set aside. */
export function SyncFindings({ sync }: { sync: Sync }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const tabPath = useTabPath();
  const { counts, error, finishedAt, rejected, startedAt, timings } = sync;
  const number = (count?: number) =>
    count === undefined ? undefined : formatCount(count);

  return (
    <Flex direction="column" gap="4">
      {error && (
        <Alert
          status={sync.state === 'failed' ? 'danger' : 'warning'}
          icon
          title={t(`sync.states.${sync.state}`)}
          description={error.message}
        />
      )}
      <Facts
        facts={[
          { label: t('sync.started'), value: formatMoment(startedAt) },
          {
            label: t('sync.finished'),
            value: finishedAt && formatMoment(finishedAt),
          },
          { label: t('sync.users'), value: number(counts?.users) },
          { label: t('sync.added'), value: number(counts?.added) },
          { label: t('sync.changed'), value: number(counts?.changed) },
          { label: t('sync.returned'), value: number(counts?.returned) },
          { label: t('state.departed'), value: number(counts?.departed) },
          { label: t('state.detected'), value: number(counts?.detected) },
          { label: t('state.undetected'), value: number(counts?.undetected) },
          { label: t('state.ambiguous'), value: number(counts?.ambiguous) },
          { label: t('sync.rejected'), value: number(counts?.rejected) },
        ]}
      />
      {sync.state === 'succeeded' && (
        <div>
          <ButtonLink
            href={tabPath(TAB_PATHS.activity, { sync: sync.id })}
            variant="secondary"
            size="small"
          >
            {t('activity.ofSync')}
          </ButtonLink>
        </div>
      )}
      <Text as="h3" weight="bold">
        {t('sync.timings')}
      </Text>
      <Facts
        facts={PHASES.map(phase => {
          const time = timings[phase];
          return {
            label: t(`refresh.phase.${phase}`),
            value: time === undefined ? undefined : formatDuration(time),
          };
        })}
      />
      {rejected.length > 0 && (
        <>
          <Text as="h3" weight="bold">
            {t('sync.rejectedTitle')}
          </Text>
          <Text as="p" color="secondary">
            {t('sync.rejectedText')}
          </Text>
          <ul className={classes.rejected}>
            {rejected.map(({ id, reason }, index) => (
              <li key={index}>
                <Text>
                  {id ?? t('sync.noId')}: {reason}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </Flex>
  );
}
