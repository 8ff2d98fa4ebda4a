import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import { AccountStatus } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { FilterSelect } from './FilterSelect';

const useStyles = makeStyles({ root: { maxWidth: '16rem' } });

/** Narrows a tab to one Lucid account; nothing is to be chosen where there is one only. */
export function AccountFilter(props: {
  accounts: AccountStatus[];
  account?: string;
  onSelect: (account: string | undefined) => void;
}) {
  const { accounts, account, onSelect } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const classes = useStyles();
  return accounts.length > 1 ? (
    <div className={classes.root}>
      <FilterSelect
        label={t('list.filterAccount')}
        value={account}
        options={accounts.map(({ id }) => ({ value: id, label: id }))}
        onSelect={onSelect}
      />
    </div>
  ) : null;
}
