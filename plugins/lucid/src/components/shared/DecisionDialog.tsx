import { useApi } from '@backstage/core-plugin-api';
import { ErrorLike, toError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  DialogTrigger,
  Flex,
  Text,
} from '@backstage/ui';
import { ReactNode, useState } from 'react';
import { LucidApi, lucidApiRef } from '../../api';
import { useSyncTracker } from '../../sync/useSyncTracker';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from '../shared/ErrorNotice';

/** A button whose deed is asked about once more before it is done. */
export function DecisionDialog(props: {
  /** Name of the deed, on the button and in the dialog. */
  action: string;
  title: string;
  /** What follows from the deed. */
  children: ReactNode;
  destructive?: boolean;
  decide: (api: LucidApi) => Promise<unknown>;
}) {
  const { action, title, children, destructive, decide } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const api = useApi(lucidApiRef);
  const { tracker } = useSyncTracker();
  const [isOpen, setIsOpen] = useState(false);
  const [isPending, setIsPending] = useState(false);
  const [error, setError] = useState<ErrorLike>();

  const carryOut = async () => {
    setIsPending(true);
    setError(undefined);
    try {
      await decide(api);
      setIsOpen(false);
      tracker.invalidate();
    } catch (reason) {
      setError(toError(reason));
    } finally {
      setIsPending(false);
    }
  };

  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        setIsOpen(open);
        setError(undefined);
      }}
    >
      <Button size="small" variant="secondary">
        {action}
      </Button>
      <Dialog>
        <DialogHeader>{title}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="3">
            <Text as="p">{children}</Text>
            {error && (
              <ErrorNotice title={t('sync.decisionFailed')} error={error} />
            )}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button
            variant="primary"
            destructive={destructive}
            isPending={isPending}
            onPress={carryOut}
          >
            {action}
          </Button>
          <Button variant="secondary" slot="close">
            {t('common.cancel')}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
