import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Dialog, DialogBody, DialogHeader, Skeleton } from '@backstage/ui';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { SaidAbove } from '../shared/SaidAbove';
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
      {/* What is said on the page stands behind this. */}
      <SaidAbove.Provider value={false}>
        {run && <Run id={run} />}
      </SaidAbove.Provider>
    </Dialog>
  );
}

function Run({ id }: { id: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const answer = useLucidData(JSON.stringify(['sync', id]), (api, signal) =>
    api.sync(id, { signal }),
  );
  const { value } = answer;
  return (
    <>
      <DialogHeader>
        {value
          ? t('sync.detailsTitle', { account: value.account })
          : t('sync.details')}
      </DialogHeader>
      <DialogBody>
        <Answer of={answer}>
          {value ? (
            <SyncFindings sync={value} />
          ) : (
            <Awaited>
              <Skeleton height={200} />
            </Awaited>
          )}
        </Answer>
      </DialogBody>
    </>
  );
}
