import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { ExceptionTerms, LicenceUsage } from 'backstage-plugin-lucid-common';
import { useState } from 'react';
import { LucidApi } from '../../api';
import { lucidTranslationRef } from '../../translation';
import { FormDialog } from './FormDialog';
import { TermsFields } from './TermsFields';

const BLANK: ExceptionTerms = { note: '' };

/** A button that says of the licences of some Lucid users that they are accounted for. */
export function AccountForDialog(props: {
  /** One at least. */
  usages: LicenceUsage[];
  /** What is written on the button. */
  label: string;
  onDone?: () => void;
}) {
  const { usages, label, onDone } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const [terms, setTerms] = useState(BLANK);

  const send = (api: LucidApi) => {
    const said = { ...terms, note: terms.note.trim() };
    const [{ account, id }, ...others] = usages;
    return others.length === 0
      ? api.exceptUser(account, id, said)
      : api.makeExceptions({
          ...said,
          users: usages.map(usage => ({
            account: usage.account,
            id: usage.id,
          })),
        });
  };

  return (
    <FormDialog
      trigger={
        <Button size="small" variant="primary">
          {label}
        </Button>
      }
      title={
        usages.length === 1
          ? t('exceptions.accountTitleOf', { name: usages[0].displayName })
          : t('exceptions.accountTitle', { count: usages.length })
      }
      intro={t('exceptions.accountText')}
      action={t('exceptions.save')}
      failedTitle={t('exceptions.saveFailed')}
      send={send}
      onOpen={() => setTerms(BLANK)}
      onDone={onDone}
    >
      <TermsFields terms={terms} onChange={setTerms} />
    </FormDialog>
  );
}
