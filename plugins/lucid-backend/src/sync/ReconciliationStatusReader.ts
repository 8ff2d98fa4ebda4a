import {
  AccountStatus,
  ReconciliationStatus,
} from 'backstage-plugin-lucid-common';
import { MatchingConfig } from '../config/LucidConfig';
import { describeRule } from '../reconciliation/LeaveOutRules';
import { Matching } from '../reconciliation/Matching';
import { CatalogReadingStore } from '../store/CatalogReadingStore';

/** Tells what the catalog contributes, and how old that is. */
export class ReconciliationStatusReader {
  readonly #matching: Matching;
  readonly #rules: MatchingConfig['leaveOut'];
  readonly #readings: CatalogReadingStore;

  constructor(options: {
    matching: Matching;
    rules: MatchingConfig['leaveOut'];
    readings: CatalogReadingStore;
  }) {
    this.#matching = options.matching;
    this.#rules = options.rules;
    this.#readings = options.readings;
  }

  async read(accounts: AccountStatus[]): Promise<ReconciliationStatus> {
    const [reading, failure, running] = await Promise.all([
      this.#readings.current(),
      this.#readings.failure(),
      this.#readings.isRunning(),
    ]);
    return {
      matchers: this.#matching.matchers.map(({ id }) => id),
      catalogUsers: reading?.users ?? 0,
      catalogUsersLeftOut: reading?.leftOut ?? 0,
      ...(reading && { readAt: reading.completedAt }),
      running,
      ...(failure && { stale: failure }),
      rules: this.#rules.map(rule => ({
        name: rule.name,
        description: describeRule(rule),
        users: accounts
          .map(({ counts }) => counts.byRule[rule.name] ?? 0)
          .reduce((sum, users) => sum + users, 0),
      })),
    };
  }
}
