import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { ACCESS_LEVELS } from 'backstage-plugin-lucid-common';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { FocusPlace } from '../shared/FocusPlace';
import { useLicenceName } from '../shared/useLicenceName';
import { ClearFilters } from './ClearFilters';
import { FilterSelect } from './FilterSelect';
import { GroupNote } from './GroupNote';
import { LucidGroupFilter } from './LucidGroupFilter';
import { SearchInput } from './SearchInput';
import { UsageFilterValues } from './usageFilters';

const useStyles = makeStyles({
  filters: {
    display: 'grid',
    gap: 'var(--bui-space-3)',
    alignItems: 'end',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 9.5rem), 1fr))',
  },
});

/** Search and filters of a list of Lucid users. */
export function UsageFilterBar(props: {
  filters: UsageFilterValues;
  onChange: (filters: UsageFilterValues) => void;
  /** Ids of the Lucid accounts; with one alone there is nothing to choose. */
  accounts: string[];
}) {
  const { filters, onChange, accounts } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { accessName, licenceName } = useLicenceName();
  const classes = useStyles();
  const { value: facets } = useLucidData(
    JSON.stringify(['facets', filters.account]),
    (api, signal) => api.facets(filters.account, { signal }),
  );
  // The view is chosen elsewhere, and stays.
  const { sort, state, reason, ...narrowing } = filters;

  return (
    <FocusPlace label={t('list.filters')}>
      <Flex direction="column" gap="3">
        <SearchInput
          label={t('list.search')}
          value={filters.q ?? ''}
          onSearch={q => onChange({ q })}
        />
        <div className={classes.filters}>
          <FilterSelect
            label={t('list.filterLicence')}
            value={filters.licence}
            options={(facets?.licences ?? []).map(({ value }) => ({
              value,
              label: licenceName(value),
            }))}
            onSelect={licence => onChange({ licence })}
          />
          <FilterSelect
            label={t('list.filterAccess')}
            value={filters.access}
            options={ACCESS_LEVELS.map(value => ({
              value,
              label: accessName(value),
            }))}
            onSelect={access => onChange({ access })}
          />
          <FilterSelect
            label={t('list.filterDepartment')}
            value={filters.department}
            options={(facets?.departments ?? []).map(({ value }) => ({
              value,
              label: value,
            }))}
            onSelect={department => onChange({ department })}
          />
          <LucidGroupFilter
            filters={filters}
            onChange={onChange}
            isOneOfSeveral={accounts.length > 1}
          />
          {accounts.length > 1 && (
            <FilterSelect
              label={t('list.filterAccount')}
              value={filters.account}
              options={accounts.map(value => ({ value, label: value }))}
              onSelect={account => onChange({ account, lucidGroup: undefined })}
            />
          )}
          {Object.values(narrowing).some(Boolean) && (
            <div>
              <ClearFilters
                onClear={() =>
                  onChange({
                    q: undefined,
                    licence: undefined,
                    access: undefined,
                    department: undefined,
                    account: undefined,
                    group: undefined,
                    lucidGroup: undefined,
                  })
                }
              />
            </div>
          )}
        </div>
        {filters.group && <GroupNote group={filters.group} />}
      </Flex>
    </FocusPlace>
  );
}
