import { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import { HumanDuration } from '@backstage/types';

export interface Config {
  /**
   * Licence usage in Lucid. One Lucid account is configured by the keys right
   * here; for several, use `accounts` and nothing else.
   */
  lucid?: {
    /**
     * SCIM token of the Lucid account, as Lucid shows it at
     * Admin > App Integration > SCIM.
     * @visibility secret
     */
    token?: string;

    /**
     * Base URL of the SCIM API, `https://users.lucid.app/scim/v2` unless told.
     * It must be https, except on localhost.
     */
    baseUrl?: string;

    /**
     * When to sync: every hour, for at most 30 minutes, unless told. The
     * scope cannot be `local`.
     */
    schedule?: Partial<SchedulerServiceTaskScheduleDefinitionConfig>;

    /** Users to ask for in one request, 2 to 1,000; 100 unless told. */
    pageSize?: number;

    /** Most connections to Lucid at the same time, 1 to 32; 4 unless told. */
    concurrency?: number;

    /**
     * How long one request may take from start to last byte; 30 seconds
     * unless told.
     */
    requestTimeout?: string | HumanDuration;

    /**
     * Share of users, 0 to 1, that a sync may remove without somebody
     * confirming it; 0.1 unless told.
     */
    removalLimit?: number;

    /**
     * Share of users, 0 to 1, that may be unreadable before a snapshot is
     * held; 0.05 unless told.
     */
    rejectLimit?: number;

    /** Groups of Lucid (org groups or teams), of every account. */
    groups?: {
      /** Whether they are read with each sync; they are not unless told. */
      enabled?: boolean;

      /**
       * What being in a group says of the kind of a licence, for users of whose
       * licences Lucid says nothing.
       */
      licenceHints?: Array<{
        /** Name of the group; `*` stands for any text, and case does not matter. */
        group: string;
        /** Name of the licence, such as `Lucidchart`. */
        licence: string;
        /** Left out where the group does not say. */
        access?: 'can-edit' | 'view-only';
      }>;
    };

    /**
     * Several Lucid accounts, each with a token of its own. The key is the id
     * of the account: at most 20 lower-case letters, digits and hyphens.
     */
    accounts?: {
      [id: string]: {
        /**
         * SCIM token of this Lucid account.
         * @visibility secret
         */
        token: string;
        /** See `lucid.baseUrl`. */
        baseUrl?: string;
        /** See `lucid.schedule`. */
        schedule?: Partial<SchedulerServiceTaskScheduleDefinitionConfig>;
        /** See `lucid.pageSize`. */
        pageSize?: number;
        /** See `lucid.concurrency`. */
        concurrency?: number;
        /** See `lucid.requestTimeout`. */
        requestTimeout?: string | HumanDuration;
        /** See `lucid.removalLimit`. */
        removalLimit?: number;
        /** See `lucid.rejectLimit`. */
        rejectLimit?: number;
      };
    };
  };
}
