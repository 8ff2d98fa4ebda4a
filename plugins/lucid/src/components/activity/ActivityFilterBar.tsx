import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { lucidTranslationRef } from '../../translation';
import { ClearFilters } from '../page/ClearFilters';
import { FilterSelect } from '../page/FilterSelect';
import { SearchInput } from '../page/SearchInput';
import { DayField } from '../shared/DayField';
import { FocusPlace } from '../shared/FocusPlace';
import { ActivityFilterValues, isDay } from './activityFilters';

const useStyles = makeStyles({
  filters: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: 'var(--bui-space-3)',
  },
});

/** Search and filters of the changes. */
export function ActivityFilterBar(props: {
  filters: ActivityFilterValues;
  onChange: (filters: ActivityFilterValues) => void;
  /** Ids of the Lucid accounts; with one alone there is nothing to choose. */
  accounts: string[];
}) {
  const { filters, onChange, accounts } = props;
  const { account, from, q, sync, to } = filters;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();

  return (
    <FocusPlace label={t('list.filters')}>
      <Flex direction="column" gap="3">
        <SearchInput
          label={t('activity.search')}
          value={q ?? ''}
          onSearch={text => onChange({ q: text })}
        />
        <div className={classes.filters}>
          <DayField
            label={t('activity.from')}
            value={isDay(from) ? from : undefined}
            onChange={day => onChange({ from: day })}
          />
          <DayField
            label={t('activity.to')}
            value={isDay(to) ? to : undefined}
            onChange={day => onChange({ to: day })}
          />
          {accounts.length > 1 && (
            <FilterSelect
              label={t('list.filterAccount')}
              value={account}
              options={accounts.map(value => ({ value, label: value }))}
              onSelect={id => onChange({ account: id })}
            />
          )}
          {[account, from, q, sync, to].some(Boolean) && (
            <ClearFilters
              onClear={() =>
                onChange({
                  q: undefined,
                  from: undefined,
                  to: undefined,
                  account: undefined,
                  sync: undefined,
                })
              }
            />
          )}
        </div>
        {sync && <Text as="p">{t('activity.bySync')}</Text>}
      </Flex>
    </FocusPlace>
  );
}
