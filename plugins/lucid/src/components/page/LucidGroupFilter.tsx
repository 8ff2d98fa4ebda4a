import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LucidGroup } from 'backstage-plugin-lucid-common';
import { LucidApi } from '../../api';
import { useLucidData } from '../../hooks/useLucidData';
import { lucidTranslationRef } from '../../translation';
import { FilterSelect } from './FilterSelect';
import { UsageFilterValues } from './usageFilters';

const PAGE_SIZE = 200;

/** A filter by a group of Lucid; nothing where no account has groups. */
export function LucidGroupFilter(props: {
  filters: UsageFilterValues;
  onChange: (filters: UsageFilterValues) => void;
  /** Groups of several accounts are listed with the name of theirs. */
  isOneOfSeveral: boolean;
}) {
  const { filters, onChange, isOneOfSeveral } = props;
  const { account, lucidGroup } = filters;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { value: groups = [] } = useLucidData('lucid-groups', readAllGroups);
  const shown = groups.filter(each => !account || each.account === account);

  if (shown.length === 0 && !lucidGroup) return null;
  return (
    <FilterSelect
      label={t('list.filterLucidGroup')}
      searchPlaceholder={t('list.searchGroups')}
      value={account && lucidGroup && keyOf({ account, id: lucidGroup })}
      options={shown.map(group => ({
        value: keyOf(group),
        label: isOneOfSeveral ? `${group.name} · ${group.account}` : group.name,
      }))}
      onSelect={key => {
        const group = groups.find(each => keyOf(each) === key);
        onChange(
          group
            ? { account: group.account, lucidGroup: group.id }
            : { lucidGroup: undefined },
        );
      }}
    />
  );
}

function keyOf({ account, id }: Pick<LucidGroup, 'account' | 'id'>): string {
  return [account, id].map(encodeURIComponent).join('/');
}

async function readAllGroups(
  api: LucidApi,
  signal: AbortSignal,
): Promise<LucidGroup[]> {
  const groups: LucidGroup[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.lucidGroups(
      { cursor, limit: PAGE_SIZE },
      { signal },
    );
    groups.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return groups;
}
