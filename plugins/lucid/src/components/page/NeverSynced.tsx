import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiHourglassLine } from '@remixicon/react';
import { ReactNode } from 'react';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { Notice } from '../shared/Notice';

/** Says that there is nothing to see before the first snapshot. */
export function NeverSynced({ action }: { action?: ReactNode }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayManageSyncs } = useLucidPermissions();
  return (
    <Notice
      Icon={RiHourglassLine}
      title={t('status.neverSyncedTitle')}
      action={action}
    >
      {t(mayManageSyncs ? 'status.neverSyncedText' : 'status.neverSyncedWait')}
    </Notice>
  );
}
