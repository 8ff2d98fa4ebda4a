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
     * API key of the Lucid account with the grant LicensesAdmin. With it, seats and
     * renewal dates are read from Lucid's REST API at the end of each sync; they are
     * not read unless told.
     * @visibility secret
     */
    apiKey?: string;

    /**
     * Base URL of the REST API, `https://api.lucid.co` unless told. It must be
     * https, except on localhost.
     */
    apiBaseUrl?: string;

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
     * held; 0.05 unless told. Five never hold it, unless they are most of an
     * account of few.
     */
    rejectLimit?: number;

    /**
     * Page on which somebody without a licence can ask for one; the page and the
     * cards link to it.
     */
    licenceRequestUrl?: string;

    /** How Lucid users are recognised among the users of the catalog. */
    matching?: {
      /**
       * Ids of matchers, in the order in which they decide: `annotation`, `email`,
       * `other-email`, `user-name`, `annotated-email`, `external-id`,
       * `entity-name`, and those that modules add. Unless told, all but
       * `external-id`, and then those of modules.
       */
      matchers?: string[];

      /**
       * Annotations of `User` entities that hold an e-mail address;
       * `microsoft.com/email` and `google.com/email` unless told.
       */
      emailAnnotations?: string[];

      /** Annotation of `User` entities that holds what Lucid has as external id. */
      externalIdAnnotation?: string;

      /**
       * Annotations by which a directory names one and the same person for ever,
       * so that a new name and address make no stranger of anybody;
       * `graph.microsoft.com/user-id` and `backstage.io/ldap-uuid` unless told.
       */
      identityAnnotations?: string[];

      /** Which spellings of an address are the same mailbox. */
      equivalence?: {
        /** Case of the part before the @ does not matter; true unless told. */
        case?: boolean;
        /** Unicode is normalised, also in domains; true unless told. */
        unicode?: boolean;
        /** `jane+lucid@` is `jane@`; false unless told. */
        plusAddressing?: boolean;
      };

      /** Each list holds domains of the same mailboxes, such as `[acme.com, acme.io]`. */
      domainAliases?: string[][];

      /**
       * Which `User` entities count: a filter of the catalog, or a list of those
       * of which one has to fit. `true` is for whatever has the field.
       */
      catalogFilter?:
        | { [field: string]: string | string[] | true }
        | Array<{ [field: string]: string | string[] | true }>;

      /**
       * Lucid users that are left out: who fits one of the patterns of a rule. In
       * all but `domains`, `*` stands for any text, and case does not matter.
       */
      leaveOut?: Array<{
        /** What the page calls the rule. */
        name: string;
        ids?: string[];
        emails?: string[];
        /** Domains of e-mail addresses. */
        domains?: string[];
        userNames?: string[];
        displayNames?: string[];
        departments?: string[];
      }>;

      /**
       * Share of catalog users, 0 to 1, that may be gone at once without
       * somebody saying that it is right; 0.2 unless told.
       */
      lossLimit?: number;

      /**
       * When to look whether the catalog has changed: every 15 seconds, for at
       * most 5 minutes, unless told. The catalog is only read when its number of
       * users has changed, or the last reading is old.
       */
      schedule?: Partial<SchedulerServiceTaskScheduleDefinitionConfig>;
    };

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
     * What was bought of which licence, for how much. Nothing is said of costs
     * where this is empty. Days are in UTC, such as `2026-01-31`.
     */
    licences?: Array<{
      /** Name of the licence, such as `Lucidchart`, or `active-user`; case does not matter. */
      licence: string;
      /**
       * Left out, the entry is for whoever can edit, or of whom Lucid does not say.
       * Whoever can only view costs nothing without an entry for `view-only`.
       */
      access?: 'can-edit' | 'view-only';
      /**
       * Id of the only Lucid account that the entry is for; needed with `seats` where
       * there are several accounts. It goes before an entry without.
       */
      account?: string;
      /** How many were bought. */
      seats?: number;
      /** Day on which the contract has to be renewed. */
      renewal?: string;
      /** What one of them costs. */
      price?: {
        /** In the unit of the currency, such as `"7.95"`; a text is kept as it is written. */
        amount: string | number;
        /** ISO 4217, such as `EUR`. */
        currency: string;
        per: 'month' | 'year';
      };
      /** First day on which the entry is in force. */
      from?: string;
      /** Last day on which the entry is in force. */
      to?: string;
    }>;

    /**
     * For how long what has been is remembered. What is older is deleted once a
     * day.
     */
    history?: {
      /**
       * Changes of Lucid users, and users who have departed: 31 days at least, two
       * years unless told.
       */
      keepChanges?: string | HumanDuration;

      /**
       * Records of syncs: 90 days unless told. The newest ones stay, and those that
       * a change refers to.
       */
      keepSyncs?: string | HumanDuration;

      /** Totals of each day, which charts are drawn from: ten years unless told. */
      keepDailyTotals?: string | HumanDuration;

      /**
       * Totals of each day and department: a year unless told. After that, one day
       * a week stays.
       */
      keepDailyDepartments?: string | HumanDuration;
    };

    /** What to raise alerts for, and whom to tell. Nothing is watched without rules. */
    alerts?: {
      /** Entity refs of users and groups: whom rules without `recipients` notify. */
      recipients?: string[];

      /** Path at which the portal shows the page; `/lucid` unless told. */
      pagePath?: string;

      rules?: Array<
        {
          /** Id of the only Lucid account to watch; all of them unless told. */
          account?: string;
          /** Entity refs of users and groups, in place of `lucid.alerts.recipients`. */
          recipients?: string[];
          /**
           * `high` unless told for `seats-left`, `renewal`, `sync-failing` and
           * `held-snapshot`, else `normal`.
           */
          severity?: 'critical' | 'high' | 'normal';
        } & (
          | {
              rule: 'undetected-users';
              /** How many of them are still right. */
              above: number;
            }
          | {
              rule: 'undetected-share';
              /** Share of all Lucid users, 0 to 1, that is still right. */
              above: number;
            }
          | {
              rule: 'seats-left';
              /** How many have to be left. */
              below: number;
              /** Id of the only pool to watch. */
              pool?: string;
              /** Name of the licence whose pools to watch. */
              licence?: string;
            }
          | {
              rule: 'utilisation';
              /** Share of the seats, 0 to 1, that is still right. */
              above: number;
              /** Id of the only pool to watch. */
              pool?: string;
              /** Name of the licence whose pools to watch. */
              licence?: string;
            }
          | {
              rule: 'renewal';
              /** How long before, in whole days. */
              within: string | HumanDuration;
              /** Id of the only pool to watch. */
              pool?: string;
              /** Name of the licence whose pools to watch. */
              licence?: string;
            }
          | {
              rule: 'sync-failing';
              /** How long syncs have failed, with none that succeeded. */
              for: string | HumanDuration;
            }
          | { rule: 'held-snapshot' | 'leaver-with-licence' }
        )
      >;
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
        /**
         * See `lucid.apiKey`.
         * @visibility secret
         */
        apiKey?: string;
        /** See `lucid.apiBaseUrl`. */
        apiBaseUrl?: string;
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
