import {
  AuditorService,
  AuditorServiceEventSeverityLevel,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { Request } from 'express';
import { describeFailure } from '../failures/describeFailure';

/**
 * Does what somebody asked for, and has it written down who that was and whether
 * it worked.
 *
 * @param options - `meta` says what was asked for, `describe` what came of it
 * @throws what `act` throws
 */
export async function audited<T>(
  auditor: AuditorService,
  options: {
    eventId: string;
    severityLevel: AuditorServiceEventSeverityLevel;
    request: Request;
    meta: JsonObject;
    act: () => Promise<T>;
    describe: (outcome: T) => JsonObject;
  },
): Promise<T> {
  const { eventId, severityLevel, request, meta } = options;
  const event = await auditor.createEvent({
    eventId,
    severityLevel,
    request,
    meta,
  });
  try {
    const outcome = await options.act();
    await event.success({ meta: options.describe(outcome) });
    return outcome;
  } catch (error) {
    // Not the error itself, which may hold values of users.
    const { name, message } = describeFailure(error);
    await event.fail({ error: Object.assign(new Error(message), { name }) });
    throw error;
  }
}
