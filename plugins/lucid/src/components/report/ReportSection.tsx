import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  root: {
    display: 'flex',
    flexDirection: 'column',
    gap: 'var(--bui-space-2)',
    marginTop: 'var(--bui-space-6)',
  },
});

/** A titled part of a report. */
export function ReportSection(props: {
  title: string;
  /** It may go on on the next page, since it may be longer than one. */
  isLong?: boolean;
  children: ReactNode;
}) {
  const { title, isLong, children } = props;
  const classes = useStyles();
  return (
    <section
      className={classes.root}
      data-kept-together={isLong ? undefined : ''}
    >
      <Text as="h3" variant="body-large" weight="bold">
        {title}
      </Text>
      {children}
    </section>
  );
}
