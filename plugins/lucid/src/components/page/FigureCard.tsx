import { Card, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  bar: { marginTop: 'auto', padding: 'var(--bui-space-1)' },
  value: {
    overflowWrap: 'anywhere',
    fontVariantNumeric: 'tabular-nums',
    // An amount of money fits beside another one on a phone.
    '@media (max-width: 480px)': {
      '&&': { fontSize: 'var(--bui-font-size-6)' },
    },
  },
});

/** What an overview says in large letters, and the way to what is behind it. */
export function FigureCard(props: {
  label: string;
  /** Several stand below each other. */
  values: readonly string[];
  hint: ReactNode;
  /** Where the card leads to, if anywhere, and what it is called as a link. */
  link?: { href: string; label: string };
  /** Stands at the lower end of the card. */
  children?: ReactNode;
}) {
  const { label, values, hint, link, children } = props;
  const classes = useStyles();
  const content = (
    <>
      <Flex direction="column" gap="2" p="1">
        <Text color="secondary">{label}</Text>
        {values.map(value => (
          <Text
            key={value}
            // Several are amounts of money, and none of them is to be broken.
            variant={values.length > 1 ? 'title-small' : 'title-medium'}
            weight="bold"
            className={classes.value}
          >
            {value}
          </Text>
        ))}
        <Text variant="body-small" color="secondary">
          {hint}
        </Text>
      </Flex>
      {children && <div className={classes.bar}>{children}</div>}
    </>
  );
  return link ? <Card {...link}>{content}</Card> : <Card>{content}</Card>;
}
