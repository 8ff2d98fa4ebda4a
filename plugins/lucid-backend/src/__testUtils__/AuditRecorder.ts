import { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** What was audited: what was asked for, and how it ended. */
export interface RecordedAuditEvent {
  created: AuditorServiceCreateEventOptions;
  success?: object;
  fail?: object;
}

/** An auditor that remembers what it was told. */
export class AuditRecorder {
  readonly events: RecordedAuditEvent[] = [];

  /** To be given to a backend. */
  readonly feature = mockServices.auditor.mock({
    createEvent: async created => {
      const event: RecordedAuditEvent = { created };
      this.events.push(event);
      return {
        success: async (options = {}) => {
          event.success = options;
        },
        fail: async options => {
          event.fail = options;
        },
      };
    },
  }).factory;

  /** Forgets everything, so that only what is audited from now on is of interest. */
  clear(): void {
    this.events.length = 0;
  }
}
