import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useLucidData } from '../../hooks/useLucidData';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { formatPeriod } from '../charts/formatPeriod';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { ReportChanges } from './ReportChanges';
import { ReportNow } from './ReportNow';
import { ReportSpend } from './ReportSpend';
import { ReportTotals } from './ReportTotals';
import { usePrintedAlone } from './usePrintedAlone';

const useStyles = makeStyles({
  root: {
    padding: 'var(--bui-space-6)',
    borderRadius: 'var(--bui-radius-3)',
    background: 'var(--bui-bg-neutral-1)',
    color: 'var(--bui-fg-primary)',
    maxWidth: '64rem',
  },
});

/** One month: what there was, what changed, and what it cost. */
export function MonthReport({ month }: { month: string }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  const printed = usePrintedAlone();
  const { mayReadCosts } = useLucidPermissions();
  const answer = useLucidData(
    JSON.stringify(['report', month]),
    (api, signal) => api.report(month, { signal }),
  );

  const { value } = answer;

  return (
    <Answer of={answer} errorTitle={t('report.loadError')}>
      {!value ? (
        <Awaited>
          <Skeleton height={480} />
        </Awaited>
      ) : (
        <article className={classes.root} {...printed}>
          <Text as="h2" variant="title-small" weight="bold">
            {t('report.title', { month: formatPeriod(month) })}
          </Text>
          {!value.complete && (
            <Text as="p" color="secondary">
              {t('report.goesOn')}
            </Text>
          )}
          <ReportTotals before={value.before} after={value.after} />
          <ReportChanges report={value} />
          {mayReadCosts && <ReportSpend spend={value.spend} />}
          {value.now && <ReportNow now={value.now} />}
        </article>
      )}
    </Answer>
  );
}
