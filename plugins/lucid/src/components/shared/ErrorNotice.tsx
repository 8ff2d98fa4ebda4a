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
}) {
  const { error, title, onRetry } = props;
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
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
    />
  );
}
