import { MonthlyReport } from 'backstage-plugin-lucid-common';
import { CatalogReadingStore } from '../store/CatalogReadingStore';
import { ExplanationReader } from '../store/ExplanationReader';
import { UsageReader } from '../store/UsageReader';
import { CostReader } from '../store/costs/CostReader';
import { CostShareReader } from '../store/costs/CostShareReader';
import { SeatReader } from '../store/seats/SeatReader';

const MOST_SHARES = 10;
const MOST_UNDETECTED = 100;

/** What a report tells of today. */
export type Present = NonNullable<MonthlyReport['now']>;

/** What {@link PresentReader} puts together. */
export interface PresentSources {
  usages: UsageReader;
  explanations: ExplanationReader;
  readings: CatalogReadingStore;
  costs: CostReader;
  costShares: CostShareReader;
  seats: Pick<SeatReader, 'pools'>;
}

/** Reads what nothing is kept of but how it is now. */
export class PresentReader {
  readonly #sources: PresentSources;

  constructor(options: PresentSources) {
    this.#sources = options;
  }

  async read(): Promise<Present> {
    const { usages, explanations, readings, costs, seats } = this.#sources;
    const readingId = (await readings.current())?.id;
    const { items } = await usages.list(
      { state: ['undetected'], sort: 'reason', limit: MOST_UNDETECTED },
      { readingId },
    );
    return {
      topGroups: await this.#top('group', readingId),
      topDepartments: await this.#top('department', readingId),
      findings: (await costs.read()).findings,
      undetected: await explanations.addNearest(items),
      seats: await seats.pools(),
    };
  }

  /** Those with most users; whoever has none is no team. */
  async #top(by: 'group' | 'department', readingId: number | undefined) {
    const { items } = await this.#sources.costShares.list(
      { by, limit: MOST_SHARES + 1 },
      { readingId },
    );
    return items.filter(({ key }) => key !== undefined).slice(0, MOST_SHARES);
  }
}
