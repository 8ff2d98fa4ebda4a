import { LicenceUsage } from 'backstage-plugin-lucid-common';
import { CsvColumn, listed } from './CsvColumn';
import { licenceText } from './licenceText';
import { ruleText } from './ruleText';

/** What a list of Lucid users has to say of each. */
export const usageColumns: CsvColumn<LicenceUsage>[] = [
  { header: 'Account', text: usage => usage.account },
  { header: 'Lucid user', text: usage => usage.id },
  { header: 'Name', text: usage => usage.displayName },
  { header: 'E-mail', text: usage => usage.email },
  { header: 'Other e-mails', text: usage => listed(usage.otherEmails) },
  { header: 'User name', text: usage => usage.userName },
  { header: 'External id', text: usage => usage.externalId },
  { header: 'Title', text: usage => usage.title },
  { header: 'Department', text: usage => usage.department },
  { header: 'Division', text: usage => usage.division },
  { header: 'Organization', text: usage => usage.organization },
  { header: 'Cost centre', text: usage => usage.costCenter },
  {
    header: 'Licences',
    text: usage => listed(usage.licences.map(licenceText)),
  },
  {
    header: 'Licence hints',
    text: usage =>
      listed(
        usage.licenceHints?.map(hint => `${licenceText(hint)}: ${hint.group}`),
      ),
  },
  { header: 'State', text: usage => usage.state },
  {
    header: 'Catalog users',
    text: usage => listed(usage.match?.entityRefs),
  },
  { header: 'Matcher', text: usage => usage.match?.matcher },
  { header: 'Matched value', text: usage => usage.match?.value },
  { header: 'Undetected reason', text: usage => usage.undetectedReason },
  {
    header: 'Former catalog user',
    text: usage => usage.formerMatch?.entityRef,
  },
  { header: 'Former matcher', text: usage => usage.formerMatch?.matcher },
  { header: 'Former value', text: usage => usage.formerMatch?.value },
  { header: 'Matched until', text: usage => usage.formerMatch?.until },
  { header: 'Left out by', text: usage => usage.leftOutBy },
  { header: 'Exception note', text: usage => usage.exception?.note },
  { header: 'Exception by', text: usage => usage.exception?.by },
  { header: 'Exception at', text: usage => usage.exception?.at },
  { header: 'Exception until', text: usage => usage.exception?.until },
  {
    header: 'Exception rule',
    text: ({ exception }) => exception?.rule && ruleText(exception.rule),
  },
  { header: 'First seen', text: usage => usage.firstSeenAt },
  { header: 'Last seen', text: usage => usage.lastSeenAt },
  { header: 'Departed at', text: usage => usage.departedAt },
];
