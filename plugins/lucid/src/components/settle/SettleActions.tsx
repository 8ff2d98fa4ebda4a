import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { AccountForDialog } from './AccountForDialog';
import { EndException } from './EndException';

/** What those who may can say of the licence of one Lucid user, or take back. */
export function SettleActions({ usage }: { usage: LicenceUsage }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayManageExceptions } = useLucidPermissions();
  const { account, displayName, exception, id, state } = usage;

  if (!mayManageExceptions) return null;
  if (state === 'undetected' || state === 'ambiguous') {
    return (
      <div>
        <AccountForDialog usages={[usage]} label={t('exceptions.account')} />
      </div>
    );
  }
  // Ending a rule from here would be felt by others too.
  return exception && !exception.rule ? (
    <div>
      <EndException
        end={api => api.endUserException(account, id)}
        name={displayName}
        users={1}
      />
    </div>
  ) : null;
}
