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
import { LucidApi } from '../../api';
import { useDeed } from '../../hooks/useDeed';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from './ErrorNotice';

/** A button whose deed is asked about once more before it is done. */
export function DecisionDialog(props: {
  /** Name of the deed, on the button and in the dialog. */
  action: string;
  /** Name of the button for those who hear it alone, where there are several. */
  label?: string;
  title: string;
  /** What follows from the deed. */
  children: ReactNode;
  destructive?: boolean;
  decide: (api: LucidApi) => Promise<unknown>;
}) {
  const { action, label, title, children, destructive, decide } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const [isOpen, setIsOpen] = useState(false);
  const { isPending, error, carryOut, reset } = useDeed({
    deed: decide,
    onDone: () => setIsOpen(false),
  });

  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        // How it goes could not be told any more.
        if (isPending) return;
        setIsOpen(open);
        reset();
      }}
    >
      <Button size="small" variant="secondary" aria-label={label}>
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
