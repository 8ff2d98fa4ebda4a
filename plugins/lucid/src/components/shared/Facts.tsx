import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment, ReactNode } from 'react';

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'minmax(6rem, max-content) minmax(0, 1fr)',
    columnGap: 'var(--bui-space-4)',
    rowGap: 'var(--bui-space-2)',
    alignItems: 'baseline',
    margin: 0,
  },
  value: {
    margin: 0,
    minWidth: 0,
    overflowWrap: 'anywhere',
  },
});

/** A name with what it stands for; nothing is shown without a value. */
export interface Fact {
  label: string;
  value?: ReactNode;
}

/** Facts one below the other. */
export function Facts({ facts }: { facts: Fact[] }) {
  const classes = useStyles();
  return (
    <dl className={classes.list}>
      {facts
        .filter(({ value }) => value !== undefined && value !== '')
        .map(({ label, value }) => (
          <Fragment key={label}>
            <dt>
              <Text color="secondary">{label}</Text>
            </dt>
            <dd className={classes.value}>
              <Text>{value}</Text>
            </dd>
          </Fragment>
        ))}
    </dl>
  );
}
