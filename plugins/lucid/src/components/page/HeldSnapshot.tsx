import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Flex, Text } from '@backstage/ui';
import { Sync, lucidSyncManagePermission } from 'backstage-plugin-lucid-common';
import { useLucidPermissions } from '../../hooks/useLucidPermissions';
import { lucidTranslationRef } from '../../translation';
import { DecisionDialog } from '../shared/DecisionDialog';

/** A snapshot that would remove or set aside many users, and the decision about it. */
export function HeldSnapshot({ sync }: { sync: Sync }) {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { mayManageSyncs } = useLucidPermissions();
  const { account, error, id } = sync;
  const reason = error?.message ?? '';

  return (
    <Flex direction="column" gap="3">
      <Alert
        status="warning"
        icon
        title={t('status.heldTitle', { account })}
        description={t('status.heldText', { reason })}
      />
      {mayManageSyncs ? (
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <DecisionDialog
            action={t('sync.confirm')}
            title={t('sync.confirmTitle')}
            destructive
            decide={api => api.confirmSync(id)}
          >
            {t('sync.confirmText', { account })} {reason}
          </DecisionDialog>
          <DecisionDialog
            action={t('sync.discard')}
            title={t('sync.discardTitle')}
            decide={api => api.discardSync(id)}
          >
            {t('sync.discardText', { account })}
          </DecisionDialog>
        </Flex>
      ) : (
        <Text as="p" color="secondary">
          {t('permissions.decideElsewhere', {
            permission: lucidSyncManagePermission.name,
          })}
        </Text>
      )}
    </Flex>
  );
}
