import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import { LucidStatus } from 'backstage-plugin-lucid-common';
import { TAB_PATHS, rootRouteRef } from '../../routes';
import { lucidTranslationRef } from '../../translation';

/** Says quietly whom nobody looks at, so that nobody disappears without a word. */
export function LeftOutNote({ status }: { status: LucidStatus }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const pagePath = useRouteRef(rootRouteRef)();
  const { rules, catalogUsersLeftOut } = status.reconciliation;
  const leftOut = status.accounts.reduce(
    (sum, { counts }) => sum + counts.leftOut,
    0,
  );
  if (leftOut === 0 && catalogUsersLeftOut === 0) return null;

  const ruleNames = rules
    .filter(({ users }) => users > 0)
    .map(({ name, users }) => `${name}: ${users}`)
    .join(', ');
  return (
    <Text as="p" variant="body-small" color="secondary">
      {leftOut > 0 && (
        <>
          <Link
            href={`${pagePath}/${TAB_PATHS.licences}?state=left-out`}
            variant="body-small"
          >
            {t('reconciliation.leftOut', { count: leftOut })}
          </Link>
          {ruleNames && ` (${ruleNames})`}
          {'. '}
        </>
      )}
      {catalogUsersLeftOut > 0 &&
        `${t('reconciliation.leftOutOfCatalog', {
          count: catalogUsersLeftOut,
        })}.`}
    </Text>
  );
}
