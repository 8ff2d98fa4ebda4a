import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { TAB_PATHS } from '../../routes';
import { lucidTranslationRef } from '../../translation';
import { useTabPath } from '../page/useTabPath';
import { formatCount } from '../shared/format';

/** Says quietly whom nobody looks at, so that nobody disappears without a word. */
export function LeftOutNote(props: {
  status: LucidStatus;
  /** The account that is looked at; all of them unless it is given. */
  account?: string;
}) {
  const { status, account } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const tabPath = useTabPath();
  const { rules, catalogUsersLeftOut } = status.reconciliation;
  const counts = status.accounts
    .filter(({ id }) => !account || id === account)
    .map(each => each.counts);
  const leftOut = counts.reduce((sum, each) => sum + each.leftOut, 0);
  if (leftOut === 0 && catalogUsersLeftOut === 0) return null;

  const ruleNames = rules
    .map(({ name }) => ({
      name,
      users: counts.reduce((sum, { byRule }) => sum + (byRule[name] ?? 0), 0),
    }))
    .filter(({ users }) => users > 0)
    .map(({ name, users }) => `${name}: ${formatCount(users)}`)
    .join(', ');
  return (
    <Text as="p" variant="body-small" color="secondary">
      {leftOut > 0 && (
        <>
          <Link
            href={tabPath(TAB_PATHS.licences, { state: 'left-out', account })}
            variant="body-small"
          >
            {t('reconciliation.leftOut', {
              count: leftOut,
              number: formatCount(leftOut),
            })}
          </Link>
          {ruleNames && ` (${ruleNames})`}
          {'. '}
        </>
      )}
      {catalogUsersLeftOut > 0 &&
        `${t('reconciliation.leftOutOfCatalog', {
          count: catalogUsersLeftOut,
          number: formatCount(catalogUsersLeftOut),
        })}.`}
    </Text>
  );
}
