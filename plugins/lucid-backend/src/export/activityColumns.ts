import { Activity } from 'backstage-plugin-lucid-common';
import { CsvColumn } from './CsvColumn';

/** What a list of changes has to say of each. */
export const activityColumns: CsvColumn<Activity>[] = [
  { header: 'Change', text: activity => String(activity.id) },
  { header: 'At', text: activity => activity.at },
  { header: 'Account', text: activity => activity.account },
  { header: 'Lucid user', text: activity => activity.userId },
  { header: 'Name', text: activity => activity.displayName },
  { header: 'Type', text: activity => activity.type },
  { header: 'Before', text: activity => activity.before },
  { header: 'After', text: activity => activity.after },
  { header: 'Sync', text: activity => activity.syncId },
  { header: 'State now', text: activity => activity.state },
];
