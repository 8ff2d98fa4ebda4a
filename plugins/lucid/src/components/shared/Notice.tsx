import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { RemixiconComponentType } from '@remixicon/react';
import { ReactNode } from 'react';

const useStyles = makeStyles({
  icon: { color: 'var(--bui-fg-secondary)', flexShrink: 0 },
  text: { maxWidth: '36rem', textAlign: 'center' },
});

/** Says why there is nothing to see, and what can be done about it. */
export function Notice(props: {
  Icon: RemixiconComponentType;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { Icon, title, children, action } = props;
  const classes = useStyles();
  return (
    <Flex direction="column" align="center" gap="2" py="6" px="3">
      <Icon size={32} className={classes.icon} aria-hidden />
      <Text variant="body-large" weight="bold" className={classes.text}>
        {title}
      </Text>
      {children && (
        <Text as="p" color="secondary" className={classes.text}>
          {children}
        </Text>
      )}
      {action}
    </Flex>
  );
}
