export interface Config {
  lucid?: {
    /** What of Lucid the catalog holds. A change takes effect at the next start. */
    catalog?: {
      /**
       * Which Lucid users have a `LicenceUsage` entity: `all` who have not
       * departed, only those who are `detected`, or `none`. `all` unless told.
       */
      publish?: 'all' | 'detected' | 'none';

      /**
       * Narrows this down to those who fit every key that is given here. Case
       * does not matter.
       */
      filter?: {
        /** Ids of Lucid accounts in the configuration. */
        accounts?: string[];
        /** Names of licences, such as `Lucidchart`. A user fits who holds one of them. */
        licences?: string[];
        /**
         * Access levels of licences. Beside `licences`, one and the same
         * licence has to fit both.
         */
        access?: ('can-edit' | 'view-only')[];
        /** Departments, as Lucid writes them. */
        departments?: (string | number)[];
        /** Groups of Lucid, by id or by name. A user fits who is in one of them. */
        groups?: (string | number)[];
      };
    };
  };
}
