import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import { lucidTranslationRef } from '../../translation';

/** Says how many licences people who have left still hold. */
export function LeaversAlert({
  leavers,
  href,
}: {
  leavers: number;
  href: string;
}) {
  const { t } = useTranslationRef(lucidTranslationRef);
  return leavers > 0 ? (
    <Alert
      status="warning"
      icon
      title={t('views.leaversTitle', { count: leavers })}
      description={
        <>
          {t('views.leaversText')}{' '}
          <Link
            href={href}
            variant="body-small"
            // The link's own colours are not made for an alert.
            style={{ color: 'inherit' }}
          >
            {t('views.leaversShow')}
          </Link>
        </>
      }
    />
  ) : null;
}
