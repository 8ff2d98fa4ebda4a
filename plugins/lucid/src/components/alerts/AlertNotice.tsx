import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert as Notice, ButtonLink } from '@backstage/ui';
import { Alert } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Moment } from '../shared/Moment';

const STATUSES = {
  critical: 'danger',
  high: 'warning',
  normal: 'info',
} as const satisfies Record<Alert['severity'], string>;

/** One alert, and the way to what it is about. */
export function AlertNotice(props: {
  alert: Alert;
  /** There are several Lucid accounts. */
  namesAccount: boolean;
}) {
  const { alert, namesAccount } = props;
  const { account, description, link, severity, since, title } = alert;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <Notice
      status={STATUSES[severity]}
      icon
      title={namesAccount ? `${t('alerts.of', { account })} ${title}` : title}
      description={
        <>
          {description} ({t('alerts.since')} <Moment at={since} />)
        </>
      }
      customActions={
        <ButtonLink
          href={link}
          size="small"
          variant="secondary"
          aria-label={t('alerts.showOf', { title })}
        >
          {t('alerts.show')}
        </ButtonLink>
      }
    />
  );
}
