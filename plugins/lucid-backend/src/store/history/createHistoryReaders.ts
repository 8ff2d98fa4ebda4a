import { Knex } from 'knex';
import { ActivityReader } from './ActivityReader';
import { UserTimeline } from './UserTimeline';

/** Whatever reads what happened to Lucid users. */
export interface HistoryReaders {
  activities: ActivityReader;
  timeline: UserTimeline;
}

export function createHistoryReaders(options: { knex: Knex }): HistoryReaders {
  return {
    activities: new ActivityReader(options),
    timeline: new UserTimeline(options),
  };
}
