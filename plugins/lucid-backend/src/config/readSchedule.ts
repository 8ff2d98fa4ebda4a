import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  durationToMilliseconds,
  JsonObject,
  JsonValue,
} from '@backstage/types';
import { CronTime } from 'cron';
import { ConfigSection } from './ConfigSection';

interface ScheduleDefaults extends JsonObject {
  frequency: JsonObject;
  timeout: JsonObject;
  initialDelay: JsonObject;
}

/** When to sync unless told. */
const SYNC_DEFAULTS: ScheduleDefaults = {
  frequency: { hours: 1 },
  timeout: { minutes: 30 },
  // Lets the catalog of the same process come up before it is asked.
  initialDelay: { seconds: 5 },
};

/** When to look whether the catalog has changed unless told. */
export const RECONCILIATION_DEFAULTS: ScheduleDefaults = {
  frequency: { seconds: 15 },
  // If its backend dies, nobody reconciles for that long.
  timeout: { minutes: 5 },
  initialDelay: { seconds: 10 },
};

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

const DURATION = "a duration such as '30m', PT30M or { minutes: 30 }";

const WANTED = {
  frequency: `must be ${DURATION} of at least a second and at most 30 days, { cron: '0 * * * *' } or { trigger: manual }.`,
  timeout: `must be ${DURATION} of at least a second and at most a day.`,
  initialDelay: `must be ${DURATION} of at most a day.`,
};

const LIMITS = {
  frequency: { min: SECOND, max: 30 * DAY },
  timeout: { min: SECOND, max: DAY },
  initialDelay: { min: 0, max: DAY },
};

const KEYS = ['frequency', 'timeout', 'initialDelay'] as const;

type ScheduleKey = (typeof KEYS)[number];

/**
 * Reads when to do something: to sync, unless told, every hour for at most half
 * an hour. It is always a global task, so that several backends do not fetch the
 * same users.
 */
export function readSchedule(
  section: ConfigSection,
  fallback: ScheduleDefaults = SYNC_DEFAULTS,
): SchedulerServiceTaskScheduleDefinition {
  const defaults = read(fallback);
  const value = section.value('schedule');
  if (value === undefined) {
    return defaults;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    section.problem(
      'schedule',
      'must have keys, such as frequency: { hours: 1 } and timeout: { minutes: 30 }.',
    );
    return defaults;
  }

  const schedule = value as JsonObject;
  const accepted: JsonObject = { ...fallback };
  for (const key of KEYS) {
    const part = schedule[key];
    if (part === undefined) {
      continue;
    }
    if (isUsable(key, part)) {
      accepted[key] = part;
    } else {
      section.problem(`schedule.${key}`, WANTED[key]);
    }
  }
  if (schedule.scope !== undefined && schedule.scope !== 'global') {
    section.problem(
      'schedule.scope',
      'must be left out or global, or every backend would read the whole account.',
    );
  }
  return read(accepted);
}

function read(schedule: JsonObject): SchedulerServiceTaskScheduleDefinition {
  return {
    ...readSchedulerServiceTaskScheduleDefinitionFromConfig(
      new ConfigReader(schedule),
    ),
    scope: 'global',
  };
}

/** One key at a time, so that the problem can name it. */
function isUsable(key: ScheduleKey, value: JsonValue): boolean {
  try {
    const part = read({ ...SYNC_DEFAULTS, [key]: value })[key];
    if (part === undefined || typeof part === 'string') {
      return false;
    }
    if ('trigger' in part) {
      return true;
    }
    if ('cron' in part) {
      // The scheduler's own parser: it would refuse to start otherwise.
      return Boolean(new CronTime(part.cron));
    }
    const milliseconds = durationToMilliseconds(part);
    return milliseconds >= LIMITS[key].min && milliseconds <= LIMITS[key].max;
  } catch {
    return false;
  }
}
