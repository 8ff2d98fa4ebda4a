import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogHeader,
  DialogTrigger,
} from '@backstage/ui';
import { Sync } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatMoment } from '../shared/format';
import { SyncFindings } from './SyncFindings';

/** Opens everything that is known of a sync. */
export function SyncDetails({ sync }: { sync: Sync }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const at = formatMoment(sync.startedAt);
  return (
    <DialogTrigger>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('sync.detailsOf', {
          label: t('sync.details'),
          account: sync.account,
          at,
        })}
      >
        {t('sync.details')}
      </Button>
      <Dialog width={560}>
        <DialogHeader>
          {t('sync.detailsTitle', { account: sync.account })}
        </DialogHeader>
        <DialogBody>
          <SyncFindings sync={sync} />
        </DialogBody>
      </Dialog>
    </DialogTrigger>
  );
}
