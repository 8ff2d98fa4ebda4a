import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DatePicker, Text, TextAreaField } from '@backstage/ui';
import { ExceptionTerms } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { formatCalendarDay } from '../shared/format';

const LONGEST_NOTE = 1000;

/** What an exception says: a note, and perhaps a last day. */
export function TermsFields(props: {
  terms: ExceptionTerms;
  onChange: (terms: ExceptionTerms) => void;
}) {
  const { terms, onChange } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const today = new Date().toISOString().slice(0, 10);
  return (
    <>
      <TextAreaField
        label={t('exceptions.note')}
        description={t('exceptions.noteDescription')}
        secondaryLabel={t('exceptions.required')}
        isRequired
        rows={3}
        maxLength={LONGEST_NOTE}
        value={terms.note}
        validate={note => (note.trim() ? null : t('exceptions.noteNeeded'))}
        onChange={note => onChange({ ...terms, note })}
      />
      <DatePicker
        label={t('exceptions.until')}
        description={t('exceptions.untilDescription')}
        secondaryLabel={t('exceptions.optional')}
        validate={date =>
          date && date.toString() < today ? t('exceptions.untilPast') : null
        }
        onChange={date => onChange({ ...terms, until: date?.toString() })}
      />
      {/* A day of which the year is missing is none, and the field does not say so. */}
      <Text as="p" role="status" variant="body-small" color="secondary">
        {terms.until
          ? t('exceptions.holdsUntil', {
              day: formatCalendarDay(terms.until),
            })
          : t('exceptions.holdsForEver')}
      </Text>
    </>
  );
}
