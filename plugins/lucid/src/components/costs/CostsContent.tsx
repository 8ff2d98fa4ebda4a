import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Skeleton } from '@backstage/ui';
import {
  AccountStatus,
  CostOverview,
  LucidStatus,
} from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { useUrlState } from '../../hooks/useUrlState';
import { lucidTranslationRef } from '../../translation';
import { AccountFilter } from '../page/AccountFilter';
import { LucidContent } from '../page/LucidContent';
import { ReadAccount } from '../page/ReadAccount';
import { usePanelGrid } from '../page/usePanelGrid';
import { NoPermission } from '../permissions/NoPermission';
import { SeatsPanel } from '../seats/SeatsPanel';
import { Answer } from '../shared/Answer';
import { Awaited } from '../shared/Awaited';
import { FocusPlace } from '../shared/FocusPlace';
import { SpendTrend } from '../trends/SpendTrend';
import { SpanNav } from '../trends/SpanNav';
import { DEFAULT_SPAN, daysOf } from '../trends/span';
import { useSpan } from '../trends/useSpan';
import { useSpendHistory } from '../trends/useSpendHistory';
import { CostByLicence } from './CostByLicence';
import { CostFindings } from './CostFindings';
import { CostSetup } from './CostSetup';
import { CostShares } from './CostShares';
import { CostTotals } from './CostTotals';
import { useSpendName } from './useSpendName';

/** What the licences cost, who holds them, and what might be saved. */
export function CostsContent() {
  return (
    <LucidContent needsSnapshot>
      {status => <Costs status={status} />}
    </LucidContent>
  );
}

const FILTERS = ['account'] as const;

function Costs({ status: { accounts } }: { status: LucidStatus }) {
  const { values, change } = useUrlState(FILTERS);
  const { account } = values;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <FocusPlace label={t('page.tabs.costs')}>
      <Flex direction="column" gap="4">
        <AccountFilter
          accounts={accounts}
          account={account}
          onSelect={id => change({ account: id })}
        />
        <ReadAccount
          accounts={accounts}
          account={account}
          onClear={() => change({ account: undefined })}
        >
          <CostsOf
            // No figure of one account stands under the name of another.
            key={account}
            accounts={accounts}
            account={account}
          />
        </ReadAccount>
      </Flex>
    </FocusPlace>
  );
}

function CostsOf(props: CostsProps) {
  const { mayReadCosts } = useLucidPermissions();
  return (
    <>
      {mayReadCosts ? <ReadCosts {...props} /> : <NoPermission to="cost" />}
      <SeatsPanel {...props} />
    </>
  );
}

interface CostsProps {
  accounts: AccountStatus[];
  account?: string;
}

function ReadCosts({ accounts, account }: CostsProps) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const question = { account };
  const answer = useLucidData(
    JSON.stringify(['costs', question]),
    (api, signal) => api.costs(question, { signal }),
  );
  const { value } = answer;

  return (
    <Answer of={answer} errorTitle={t('costs.loadError')}>
      {!value && (
        <Awaited>
          <Skeleton height={240} />
        </Awaited>
      )}
      {value && !value.priced && <CostSetup accounts={accounts} />}
      {value?.priced && <PricedCosts costs={value} account={account} />}
    </Answer>
  );
}

function PricedCosts(props: { costs: CostOverview; account?: string }) {
  const { costs, account } = props;
  const panels = usePanelGrid();
  const spendName = useSpendName();
  const span = useSpan();
  const spend = useSpendHistory('licence', {
    account,
    days: daysOf(span, Date.now()),
  });
  const hasCharts = (spend.value?.series.length ?? 0) > 0;
  return (
    <>
      <CostTotals costs={costs} />
      <CostFindings findings={costs.findings} account={account} />
      {/* Whoever has chosen days without a chart finds the way back. */}
      {(hasCharts || span !== DEFAULT_SPAN) && <SpanNav />}
      <div className={panels}>
        <SpendTrend answer={spend} level="h2" labelOf={spendName} />
      </div>
      <CostByLicence rows={costs.byLicence} />
      <CostShares account={account} />
    </>
  );
}
