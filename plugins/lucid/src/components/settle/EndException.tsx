import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LucidApi } from '../../api';
import { lucidTranslationRef } from '../../translation';
import { DecisionDialog } from '../shared/DecisionDialog';

/** A button that ends an exception, after asking once more. */
export function EndException(props: {
  end: (api: LucidApi) => Promise<unknown>;
  /** Whom it is for. */
  name: string;
  /** For how many Lucid users it holds. */
  users: number;
}) {
  const { end, name, users } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <DecisionDialog
      action={t('exceptions.end')}
      label={t('exceptions.endOf', { name })}
      title={t('exceptions.endTitle')}
      destructive
      decide={end}
    >
      {t('exceptions.endText', { count: users })}
    </DecisionDialog>
  );
}
