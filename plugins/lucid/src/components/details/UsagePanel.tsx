import { Dialog, DialogBody, DialogHeader, Skeleton } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useLucidData } from '../../hooks/useLucidData';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { SaidAbove } from '../shared/SaidAbove';
import { useReadableSecondary } from '../shared/useReadableSecondary';
import { UsageDetails } from './UsageDetails';
import { UsageFooter } from './UsageFooter';
import { useOpenUsage } from './useOpenUsage';

const useStyles = makeStyles({
  // At the edge of the screen, so that the list stays in sight where there is
  // room for both, and all of the screen where there is not.
  panel: {
    position: 'fixed',
    insetBlock: 0,
    insetInlineEnd: 0,
    width: 'min(40rem, 100vw)',
    maxWidth: 'none',
    height: '100dvh',
    maxHeight: 'none',
    borderRadius: 0,
    borderWidth: '0 0 0 1px',
    // The animation of a dialog grows it from the middle of the screen.
    animation: 'none !important',
  },
});

/** Everything known of the Lucid user that the URL names, beside the list. */
export function UsagePanel() {
  const { open, close } = useOpenUsage();
  const classes = useStyles();
  return (
    <Dialog
      className={`${classes.panel} ${useReadableSecondary()}`}
      isOpen={open !== undefined}
      onOpenChange={isOpen => {
        if (!isOpen) close();
      }}
    >
      {/* What is said on the page stands behind this. */}
      <SaidAbove.Provider value={false}>
        {open && <OpenUsage account={open.account} id={open.id} />}
      </SaidAbove.Provider>
    </Dialog>
  );
}

function OpenUsage({ account, id }: { account: string; id: string }) {
  const answer = useLucidData(
    JSON.stringify(['user', account, id]),
    (api, signal) => api.user(account, id, { signal }),
  );
  const { value } = answer;

  return (
    <>
      <DialogHeader>{value?.usage.displayName ?? id}</DialogHeader>
      <DialogBody>
        <Answer of={answer}>
          {value ? (
            <UsageDetails details={value} level="h3" />
          ) : (
            <Awaited>
              <Skeleton height={32} width="60%" />
              <Skeleton height={160} />
              <Skeleton height={240} />
            </Awaited>
          )}
        </Answer>
      </DialogBody>
      {value && <UsageFooter usage={value.usage} />}
    </>
  );
}
