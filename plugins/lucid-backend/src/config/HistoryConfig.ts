/** For how long what has been is remembered: `lucid.history`. All in milliseconds. */
export interface HistoryConfig {
  /** Changes of Lucid users, and users who have departed. */
  keepChanges: number;
  /** Records of syncs, and the users that they set aside. */
  keepSyncs: number;
  /** Totals of each day. */
  keepDailyTotals: number;
  /** Totals of each day and department; of older ones, one day a week stays. */
  keepDailyDepartments: number;
}
