import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Dialog,
  DialogBody,
  DialogHeader,
  Skeleton,
  VisuallyHidden,
} from '@backstage/ui';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from '../shared/ErrorNotice';
import { SyncFindings } from './SyncFindings';
import { useOpenRun } from './useOpenRun';

/** The sync that the URL names, over the list of all. */
export function OpenRun() {
  const { run, close } = useOpenRun();
  return (
    <Dialog
      width={560}
      isOpen={run !== undefined}
      onOpenChange={isOpen => {
        if (!isOpen) close();
      }}
    >
      {run && <Run id={run} />}
    </Dialog>
  );
}

function Run({ id }: { id: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { value, error, loading, reload } = useLucidData(
    JSON.stringify(['sync', id]),
    (api, signal) => api.sync(id, { signal }),
  );
  return (
    <>
      <DialogHeader>
        {value
          ? t('sync.detailsTitle', { account: value.account })
          : t('sync.details')}
      </DialogHeader>
      <DialogBody>
        {error && !loading && <ErrorNotice error={error} onRetry={reload} />}
        {!value && !error && (
          <div role="status">
            <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
            <Skeleton height={200} />
          </div>
        )}
        {value && <SyncFindings sync={value} />}
      </DialogBody>
    </>
  );
}
