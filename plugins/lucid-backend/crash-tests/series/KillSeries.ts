import { Sync } from 'backstage-plugin-lucid-common';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendProcess } from '../backend/BackendProcess';
import { FIRST_SYNC_PHASES, PHASES, Phase } from '../backend/PhaseLog';
import { SpareBackends } from '../backend/SpareBackends';
import { backendConfig } from '../backend/backendConfig';
import { LucidApi } from '../backend/LucidApi';
import { ExpectedStore } from '../expectation/ExpectedStore';
import { Mirror } from '../expectation/Mirror';
import { OutsideWorld } from '../world/OutsideWorld';
import { Random } from '../world/Random';
import { WORLDS, World, nameOf, nextWorld } from '../world/World';
import { KillPlan, drawKill } from './KillPlan';
import { KillRecord, Outcome } from './KillRecord';
import { Leftovers } from './Leftovers';
import { StoreDatabase } from './StoreDatabase';
import { findMatch } from './findMatch';
import { syncToItsEnd, untilEnded } from './syncToItsEnd';

/** How long the run lock outlives its owner in a series, in milliseconds. */
const RUN_LOCK_LIFETIME_MS = 3_000;

/** How much longer a loaded machine may take to begin the next sync, in milliseconds. */
const SLACK_MS = 5_000;

/** Longest that a phase may take to begin. */
const PHASE_WITHIN_MS = 30_000;

/** One kill in so many hits the first sync of a new database, from the third on. */
const FIRST_SYNC_EVERY = 10;
const FIRST_SYNC_AT = 3;

/** A backend that was killed in the middle of a sync. */
interface Killed {
  plan: KillPlan;
  /** To which the sync would have brought the store. */
  world: World;
  sync: Sync;
  /** As far as the backend had said. */
  phase: Phase;
  /** When, in milliseconds of this process. */
  at: number;
}

/** What a series of kills is. */
export interface KillSeriesOptions {
  /** Gives a database that holds nothing yet, another one each time. */
  newDatabase: () => StoreDatabase;
  kills: number;
  seed: number;
  /** Lucid users. */
  users: number;
  /** Whether the catalog changes between syncs, as Lucid does. */
  catalog: 'steady' | 'changing';
  /** Is told of each kill as it has been survived. */
  onKill?: (record: KillRecord) => void;
}

class KillSeries {
  readonly #options: KillSeriesOptions;
  readonly #outside: OutsideWorld;
  readonly #spares: SpareBackends;
  readonly #leftovers = new Leftovers();
  readonly #undisturbed: Sync[] = [];
  #mirror = new Mirror();
  #database: StoreDatabase;
  #expected: ExpectedStore;
  #backend: { process: BackendProcess; api: LucidApi } | undefined;
  #where = 'before the first kill';

  constructor(
    options: KillSeriesOptions,
    outside: OutsideWorld,
    spares: SpareBackends,
  ) {
    this.#options = options;
    this.#outside = outside;
    this.#spares = spares;
    this.#database = options.newDatabase();
    this.#expected = ExpectedStore.empty(options.users);
  }

  async run(): Promise<KillRecord[]> {
    const records: KillRecord[] = [];
    try {
      await this.#start();
      await this.#warmUp();
      for (let number = 1; number <= this.#options.kills; number += 1) {
        const record = await this.#survive(number);
        records.push(record);
        this.#options.onKill?.(record);
      }
    } catch (error) {
      throw new Error(
        `${this.#database.name}, seed ${this.#options.seed}, ${this.#where}: ${
          error instanceof Error ? error.message : error
        }\nThe backend said last:\n${this.#backend?.process.log}`,
        { cause: error },
      );
    }
    return records;
  }

  async close(): Promise<void> {
    await this.#backend?.process.kill();
  }

  get #running(): { process: BackendProcess; api: LucidApi } {
    if (!this.#backend) {
      throw new Error('No backend has been started');
    }
    return this.#backend;
  }

  get #api(): LucidApi {
    return this.#running.api;
  }

  /** One kill, what is there afterwards, and the sync that follows it. */
  async #survive(number: number): Promise<KillRecord> {
    this.#where = `kill ${number}`;
    const random = Random.ofStep(this.#options.seed, number);
    if (number % FIRST_SYNC_EVERY === FIRST_SYNC_AT) {
      await this.#forgetEverything();
    }
    const killed = await this.#kill(random);
    const { phase, delayMs } = killed.plan;
    this.#where = `kill ${number}, ${delayMs.toFixed(1)} ms into ${phase}`;
    // Else the next sync begins within seconds, and changes what is looked at.
    const open = this.#outside.hold('lucid', 'catalog');
    await this.#start();
    const found = await this.#inspect(killed, random);
    open();
    const takenOverMs = await this.#heal(killed, random);
    return { number, plan: killed.plan, ...found, takenOverMs };
  }

  async #start(): Promise<void> {
    const process = this.#spares.take();
    await this.#backend?.process.kill();
    this.#backend = undefined;
    const { api } = await process.start({
      ...backendConfig({
        database: this.#database,
        outside: this.#outside,
        name: 'only',
      }),
      runLockLifetimeMs: RUN_LOCK_LIFETIME_MS,
    });
    this.#backend = { process, api };
  }

  /** Goes on with a new database, so that a first sync is hit as well. */
  async #forgetEverything(): Promise<void> {
    this.#database = this.#options.newDatabase();
    this.#expected = ExpectedStore.empty(this.#options.users);
    this.#mirror = new Mirror();
    await this.#start();
  }

  /** Brings the store to every world that there will be, undisturbed. */
  async #warmUp(): Promise<void> {
    const worlds = WORLDS.filter(
      ({ catalog }) =>
        this.#options.catalog === 'changing' || catalog === WORLDS[0].catalog,
    );
    for (const world of worlds) {
      this.#outside.switchTo(world);
      const sync = await syncToItsEnd(this.#api);
      this.#undisturbed.push(sync);
      await this.#require(
        [this.#afterSync(world, sync.id)],
        this.#expected.ids.slice(0, 5),
      );
      await this.#leftovers.learn(this.#database);
    }
  }

  /** Switches the world, starts a sync and kills the backend while it runs. */
  async #kill(random: Random): Promise<Killed> {
    const { process, api } = this.#running;
    const world = nextWorld(
      this.#expected.world ?? WORLDS[0],
      this.#options.catalog,
      random,
    );
    const isFirst = this.#expected.world === undefined;
    const phases = isFirst ? FIRST_SYNC_PHASES : PHASES;
    const plan = drawKill(
      random,
      phases,
      isFirst ? this.#undisturbed.slice(0, 1) : this.#undisturbed.slice(1),
    );
    this.#outside.switchTo(world);
    const begins = process.phases.begins(
      plan.phase,
      AbortSignal.timeout(PHASE_WITHIN_MS),
      phases,
    );
    const [{ started, sync }] = await Promise.all([api.startSync(), begins]);
    if (!started) {
      throw new Error(`A sync that nobody started is running: ${sync.id}`);
    }
    await sleep(plan.delayMs);
    await process.kill();
    this.#outside.readings.died('only');
    return {
      plan,
      world,
      sync,
      phase: process.phases.phase(phases),
      at: performance.now(),
    };
  }

  /** What a new backend shows, before there was any other sync. */
  async #inspect(
    { sync, world, phase }: Killed,
    random: Random,
  ): Promise<Pick<KillRecord, 'phase' | 'outcome'>> {
    const { state } = await this.#api.sync(sync.id);
    const candidates: Record<Outcome, ExpectedStore> = {
      old: this.#expected,
      reconciled: this.#reconciledAnew(world),
      new: this.#afterSync(world, sync.id),
    };
    const ids = this.#sample(candidates.new, random);
    const match = await this.#require(Object.values(candidates), ids);
    const outcome = (['old', 'reconciled', 'new'] as const)[match];
    const isCommitted = state === 'succeeded';
    if (isCommitted !== (outcome === 'new')) {
      throw new Error(
        `The sync has ${state}, and the store holds the ${outcome} snapshot`,
      );
    }
    return { phase: isCommitted ? 'done' : phase, outcome };
  }

  /** Runs the next sync, which has to succeed and to leave nothing of the one before. */
  async #heal(killed: Killed, random: Random): Promise<number> {
    const api = this.#api;
    const { sync: next, beganAt } = await this.#startNext(killed);
    const takenOverMs = beganAt - killed.at;
    const healed = await untilEnded(api, next);
    if (healed.state !== 'succeeded') {
      throw new Error(
        `The next sync has ${healed.state}: ${healed.error?.message}`,
      );
    }
    if (healed.timings.proving !== undefined) {
      this.#undisturbed.push(healed);
    }
    const after = this.#afterSync(killed.world, healed.id);
    await this.#require([after], this.#sample(after, random));
    const syncs = await api.syncs();
    const running = syncs.filter(({ state }) => state === 'running');
    const dead = syncs.find(({ id }) => id === killed.sync.id);
    const left = await this.#leftovers.find(this.#database);
    const problems = [
      ...left,
      ...running.map(({ id }) => `the sync ${id} is still running`),
      ...(dead?.state === 'succeeded' || dead?.error?.name === 'ProcessEnded'
        ? []
        : [`the sync that was killed is said to have ${dead?.state}`]),
    ];
    if (problems.length > 0) {
      throw new Error(`After the next sync: ${problems.join('; ')}`);
    }
    return takenOverMs;
  }

  /** @throws Error when the dead sync keeps others out for longer than its lock lives */
  async #startNext(killed: Killed): Promise<{ sync: Sync; beganAt: number }> {
    for (;;) {
      const { sync } = await this.#api.startSync();
      const now = performance.now();
      if (sync.id !== killed.sync.id) {
        return { sync, beganAt: now };
      }
      if (now - killed.at > RUN_LOCK_LIFETIME_MS + SLACK_MS) {
        throw new Error(
          `The dead sync is still running ${Math.round(
            now - killed.at,
          )} ms after its death`,
        );
      }
      await sleep(50);
    }
  }

  /** A sync reads the catalog first, and reconciles what is there with it. */
  #afterSync(world: World, syncId: string): ExpectedStore {
    return this.#reconciledAnew(world).after(world, syncId);
  }

  /** The old snapshot beside the catalog of another world. */
  #reconciledAnew({ catalog }: World): ExpectedStore {
    const { world } = this.#expected;
    return world && world.catalog !== catalog
      ? this.#expected.after({ ...world, catalog }, undefined)
      : this.#expected;
  }

  /** Some users to whom something happens between two stores, and some others. */
  #sample(after: ExpectedStore, random: Random): string[] {
    const changed = after.ids.filter(
      id => after.historyOf(id).length !== this.#expected.historyOf(id).length,
    );
    return [
      ...Array.from({ length: 12 }, () => random.pick(changed)),
      ...Array.from({ length: 4 }, () => random.pick(after.ids)),
    ].filter(id => id !== undefined);
  }

  /**
   * Goes on with the one of several stores that the backend shows.
   *
   * @returns its index
   * @throws Error that says how the backend differs from the nearest of them
   */
  async #require(candidates: ExpectedStore[], ids: string[]): Promise<number> {
    const { index, problems } = await findMatch({
      api: this.#api,
      candidates,
      ids,
      mirror: this.#mirror,
    });
    if (index === undefined) {
      throw new Error(
        `The store holds none of ${candidates
          .map(({ world }) => (world ? nameOf(world) : 'nothing'))
          .join(' / ')}:\n${problems.join('\n')}`,
      );
    }
    this.#expected = candidates[index];
    return index;
  }
}

/**
 * Kills a real backend in the middle of its syncs, again and again, on one
 * database. After each kill, the next backend has to show one complete snapshot,
 * and its next sync has to succeed.
 *
 * @throws Error that names the seed and the kill after which something was wrong
 */
export async function runKillSeries(
  options: KillSeriesOptions,
): Promise<KillRecord[]> {
  const outside = await OutsideWorld.start({
    users: options.users,
    world: WORLDS[0],
    latencies: { page: 12, user: 4, catalog: 20 },
  });
  const spares = new SpareBackends();
  const series = new KillSeries(options, outside, spares);
  try {
    return await series.run();
  } finally {
    await series.close();
    await spares.close();
    await outside.close();
  }
}
