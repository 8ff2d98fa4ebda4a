import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ReactNode } from 'react';
import { lucidTranslationRef } from '../../translation';
import { formatCount } from '../shared/format';

const useStyles = makeStyles({
  bar: { marginTop: 'auto', padding: 'var(--bui-space-1)' },
});

/** One number of the overview, and the way to the list behind it. */
export function Figure(props: {
  label: string;
  count: number;
  hint: string;
  href: string;
  children?: ReactNode;
}) {
  const { label, count, hint, href, children } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  return (
    <Card
      href={href}
      label={t('overview.show', { label, number: formatCount(count) })}
    >
      <Flex direction="column" gap="2" p="1">
        <Text color="secondary">{label}</Text>
        <Text variant="title-medium" weight="bold">
          {formatCount(count)}
        </Text>
        <Text variant="body-small" color="secondary">
          {hint}
        </Text>
      </Flex>
      {children && <div className={classes.bar}>{children}</div>}
    </Card>
  );
}
