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
import { makeStyles } from '@material-ui/core/styles';
import { FormEvent, ReactElement, ReactNode, useState } from 'react';
import { LucidApi } from '../../api';
import { useDeed } from '../../hooks/useDeed';
import { lucidTranslationRef } from '../../translation';
import { ErrorNotice } from '../shared/ErrorNotice';
import { useReadableSecondary } from '../shared/useReadableSecondary';

const useStyles = makeStyles({
  // The fields scroll, and the buttons stay in view.
  form: { display: 'flex', flexDirection: 'column', minHeight: 0 },
});

/**
 * A button that opens a form. What is missing in the form is said at its field
 * when it is sent.
 */
export function FormDialog(props: {
  /** The button that opens it. */
  trigger: ReactElement;
  title: string;
  /** What the form is about. */
  intro: string;
  /** The fields; filled in anew each time it opens. */
  children: ReactNode;
  /** What is written on the button that sends it. */
  action: string;
  failedTitle: string;
  send: (api: LucidApi) => Promise<unknown>;
  onOpen: () => void;
  onDone?: () => void;
}) {
  const { trigger, title, intro, children, action, failedTitle } = props;
  const { send, onOpen, onDone } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const [isOpen, setIsOpen] = useState(false);
  const { isPending, error, carryOut, reset } = useDeed({
    deed: send,
    onDone: () => {
      setIsOpen(false);
      onDone?.();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A form within a form's dialog is not the outer form's business.
    event.stopPropagation();
    carryOut();
  };

  return (
    <DialogTrigger
      isOpen={isOpen}
      onOpenChange={open => {
        // How it goes could not be told any more, and what is typed would be lost.
        if (isPending) return;
        if (open) onOpen();
        reset();
        setIsOpen(open);
      }}
    >
      {trigger}
      <Dialog width={520} className={useReadableSecondary()}>
        <DialogHeader>{title}</DialogHeader>
        <form className={classes.form} onSubmit={submit} aria-label={title}>
          <DialogBody>
            <Flex direction="column" gap="4">
              <Text as="p" color="secondary">
                {intro}
              </Text>
              {children}
              {error && <ErrorNotice title={failedTitle} error={error} />}
            </Flex>
          </DialogBody>
          <DialogFooter>
            <Button type="submit" variant="primary" isPending={isPending}>
              {action}
            </Button>
            <Button variant="secondary" slot="close">
              {t('common.cancel')}
            </Button>
          </DialogFooter>
        </form>
      </Dialog>
    </DialogTrigger>
  );
}
