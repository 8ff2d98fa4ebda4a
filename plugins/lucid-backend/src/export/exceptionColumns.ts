import { LicenceException } from 'backstage-plugin-lucid-common';
import { CsvColumn } from './CsvColumn';
import { ruleText } from './ruleText';

/** What a list of exceptions has to say of each. */
export const exceptionColumns: CsvColumn<LicenceException>[] = [
  { header: 'Exception', text: exception => exception.id },
  { header: 'State', text: exception => exception.state },
  {
    header: 'Account',
    text: ({ user, rule }) => user?.account ?? rule?.account,
  },
  { header: 'Lucid user', text: exception => exception.user?.id },
  { header: 'Name', text: exception => exception.user?.displayName },
  { header: 'Rule', text: ({ rule }) => rule && ruleText(rule) },
  { header: 'Note', text: exception => exception.note },
  { header: 'By', text: exception => exception.by },
  { header: 'At', text: exception => exception.at },
  { header: 'Until', text: exception => exception.until },
  { header: 'Ended by', text: exception => exception.endedBy },
  { header: 'Ended at', text: exception => exception.endedAt },
  { header: 'Lucid users', text: exception => String(exception.users) },
];
