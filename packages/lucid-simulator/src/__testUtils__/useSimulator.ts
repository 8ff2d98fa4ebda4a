import request, { Test } from 'supertest';
import { LucidSimulatorAdmin } from '../admin/LucidSimulatorAdmin';
import { LucidSimulatorOptions } from '../options';
import { LucidSimulator, startLucidSimulator } from '../startLucidSimulator';

/** A simulator that is started anew for each test and stopped after it. */
export interface SimulatorUnderTest {
  readonly running: LucidSimulator;
  readonly admin: LucidSimulatorAdmin;
  /** Asks SCIM, with the right token; the path comes after `/scim/v2`. */
  get(path: string): Test;
}

/** To be called in the body of a `describe`. */
export function useSimulator(
  options: LucidSimulatorOptions = {},
): SimulatorUnderTest {
  let running: LucidSimulator;
  beforeEach(async () => {
    running = await startLucidSimulator(options);
  });
  afterEach(() => running.close());
  return {
    get running() {
      return running;
    },
    get admin() {
      return new LucidSimulatorAdmin(running);
    },
    get: path =>
      request(running.url)
        .get(path)
        .set('authorization', `Bearer ${running.token}`),
  };
}

/** The ids on one page of a list. */
export function idsOf(response: { body: { Resources: { id: string }[] } }) {
  return response.body.Resources.map(({ id }) => id);
}
