import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { useSyncTracker } from '../../sync/useSyncTracker';
import { lucidTranslationRef } from '../../translation';

/** Reads every Lucid account anew; there for those who may. */
export function RefreshButton() {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { tracker, state } = useSyncTracker();
  const { mayManageSyncs } = useLucidPermissions();
  if (!mayManageSyncs) return null;
  return (
    <Button
      variant="secondary"
      size="small"
      iconStart={<RiRefreshLine />}
      isPending={state.running}
      onPress={() => tracker.refresh()}
    >
      {state.running ? t('refresh.buttonRunning') : t('refresh.button')}
    </Button>
  );
}
