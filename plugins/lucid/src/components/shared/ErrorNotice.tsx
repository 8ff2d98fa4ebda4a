import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { ErrorLike } from '@backstage/errors';
import { lucidTranslationRef } from '../../translation';
import { isRefused } from './isRefused';
import { reasonOf } from './reasonOf';

/**
 * Says what went wrong, and offers another try. That somebody may not is no fault
 * of anything.
 */
export function ErrorNotice(props: {
  error: ErrorLike;
  title?: string;
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { error, title, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const refused = isRefused(error);
  return (
    <Alert
      role="alert"
      status={refused ? 'warning' : 'danger'}
      icon
      title={
        refused
          ? t('permissions.refusedTitle')
          : title ?? t('common.errorTitle')
      }
      description={reasonOf(error)}
      customActions={
        onRetry && (
          <Button
            size="small"
            variant="secondary"
            isPending={isRetrying}
            onPress={onRetry}
          >
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
