import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { Cost } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { useCostText } from './useCostText';

const useStyles = makeStyles({
  root: { display: 'inline-flex', flexDirection: 'column' },
  amount: { fontVariantNumeric: 'tabular-nums' },
  // Also where numbers are kept in one line.
  unpriced: { whiteSpace: 'normal' },
});

/**
 * What licences cost a month: an amount per currency, `Free`, or `No price`, and how
 * many of them the amount leaves out.
 */
export function CostText({ cost }: { cost: Cost }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { amount, unpriced } = useCostText()(cost);
  const classes = useStyles();
  return (
    <span
      className={classes.root}
      title={cost.unpriced > 0 ? t('money.noPriceExplanation') : undefined}
    >
      <Text as="span" className={classes.amount}>
        {amount}
      </Text>
      {unpriced && (
        <Text
          as="span"
          variant="body-small"
          color="secondary"
          className={classes.unpriced}
        >
          {unpriced}
        </Text>
      )}
    </span>
  );
}
