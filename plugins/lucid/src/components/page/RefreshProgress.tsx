import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, VisuallyHidden } from '@backstage/ui';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import { AccountStatus, Sync } from 'backstage-plugin-lucid-common';
import { useSyncTracker } from '../../sync/useSyncTracker';
import { lucidTranslationRef } from '../../translation';
import { formatCount } from '../shared/format';
import { reasonOf } from '../shared/reasonOf';
import { RefreshResult } from './RefreshResult';

const useStyles = makeStyles({
  bar: { width: '100%', borderRadius: 'var(--bui-radius-full)' },
});

/** How far a refresh is, and how it ended; announced as it goes. */
export function RefreshProgress(props: {
  /** Those that are configured, as soon as it is known. */
  accounts?: AccountStatus[];
}) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { tracker, state } = useSyncTracker();
  const { syncs, errors, running } = state;
  const ended = syncs.filter(sync => sync.state !== 'running');
  const underWay = syncs.filter(sync => sync.state === 'running');
  const isOneOfSeveral = (props.accounts ?? syncs).length > 1;
  const isSilent = !running && ended.length === 0 && errors.length === 0;

  return (
    <section aria-label={t('refresh.region')} hidden={isSilent}>
      <Flex direction="column" gap="2">
        {running && underWay.length === 0 && (
          <Alert status="info" isPending title={t('refresh.starting')} />
        )}
        {underWay.map(sync => (
          <RunningSync key={sync.id} sync={sync} named={isOneOfSeveral} />
        ))}
        {/* Phases are worth saying aloud; every second's number is not. */}
        <VisuallyHidden role="status">
          {underWay.map(sync => t(`refresh.phase.${sync.phase}`)).join(', ')}
        </VisuallyHidden>
        <div role="status">
          <Flex direction="column" gap="2">
            {ended.map(sync => (
              <RefreshResult key={sync.id} sync={sync} named={isOneOfSeveral} />
            ))}
            {errors.map((error, index) => (
              <Alert
                key={index}
                status="danger"
                icon
                title={t('refresh.notStarted')}
                description={reasonOf(error)}
              />
            ))}
          </Flex>
        </div>
        {!running && !isSilent && (
          <Flex justify="end">
            <Button
              size="small"
              variant="tertiary"
              onPress={() => tracker.dismiss()}
            >
              {t('common.dismiss')}
            </Button>
          </Flex>
        )}
      </Flex>
    </section>
  );
}

function RunningSync({ sync, named }: { sync: Sync; named: boolean }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const { read, total } = sync.progress;
  const phase = t(`refresh.phase.${sync.phase}`);
  const share = total ? Math.min(100, (read / total) * 100) : undefined;
  const isMeasured = sync.phase === 'reading' && share !== undefined;

  return (
    <Alert
      status="info"
      isPending
      title={named ? `${sync.account}: ${phase}` : phase}
      description={
        <Flex direction="column" gap="2">
          {total === undefined
            ? t('refresh.progressUnknown', { read: formatCount(read) })
            : t('refresh.progress', {
                read: formatCount(read),
                total: formatCount(total),
              })}
          <LinearProgress
            className={classes.bar}
            aria-label={phase}
            {...(isMeasured
              ? { variant: 'determinate', value: share }
              : { variant: 'indeterminate' })}
          />
        </Flex>
      }
    />
  );
}
