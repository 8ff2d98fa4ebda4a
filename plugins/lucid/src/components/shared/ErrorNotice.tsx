import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { ErrorLike } from '@backstage/errors';
import { lucidTranslationRef } from '../../translation';
import { reasonOf } from './reasonOf';

/** Says what went wrong, and offers another try. */
export function ErrorNotice(props: {
  error: ErrorLike;
  title?: string;
  onRetry?: () => void;
  isRetrying?: boolean;
}) {
  const { error, title, onRetry, isRetrying } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title ?? t('common.errorTitle')}
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
