import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { formatShare } from './format';
import { ShareBar } from './ShareBar';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: { '& + &': { marginTop: 'var(--bui-space-3)' } },
  label: { minWidth: 0, overflowWrap: 'anywhere' },
  count: { whiteSpace: 'nowrap' },
});

/** Parts of a whole, the biggest first as they are given, with bars. */
export function Distribution(props: {
  whole: number;
  parts: {
    key: string;
    label: string;
    count: number;
    /** The count with its unit. */
    text: string;
  }[];
}) {
  const { whole, parts } = props;
  const classes = useStyles();
  return (
    <ul className={classes.list}>
      {parts.map(({ key, label, count, text }) => (
        <li key={key} className={classes.item}>
          <Flex justify="between" align="baseline" gap="3" mb="2">
            <Text className={classes.label}>{label}</Text>
            <Text color="secondary" className={classes.count}>
              {text} · {formatShare(count, whole)}
            </Text>
          </Flex>
          <ShareBar part={count} whole={whole} />
        </li>
      ))}
    </ul>
  );
}
