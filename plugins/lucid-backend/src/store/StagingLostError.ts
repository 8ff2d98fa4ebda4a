/**
 * Rows are gone that a sync has staged. PostgreSQL does not log the tables for
 * staging: it empties them when it recovers from a crash, and a replica that takes
 * over has never had them. A process may outlive that and go on with its sync.
 */
export class StagingLostError extends Error {
  constructor() {
    super(
      'The database has lost what this sync had read, as PostgreSQL does when it crashes, or when a replica takes over',
    );
    // To be told of like every other failure of the database.
    this.name = 'DatabaseError';
  }
}
