import { LUCID_STATES, World } from './World';
import { lucidPeople, toScimUser } from './lucidPeople';

/** The answers of Lucid in each state of the account, ready to be sent. */
export class LucidPages {
  /** By state: the users by id, in Lucid's order. */
  readonly #users: Map<string, string>[];

  constructor(users: number) {
    this.#users = LUCID_STATES.map(
      state =>
        new Map(
          lucidPeople(users, state).map(person => [
            person.id,
            JSON.stringify(toScimUser(person)),
          ]),
        ),
    );
  }

  page(
    state: World['lucid'],
    startIndex: number,
    count: number,
  ): { body: string; isLast: boolean } {
    const all = [...this.#users[state].values()];
    const resources = all.slice(startIndex - 1, startIndex - 1 + count);
    const head = JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
      totalResults: all.length,
      startIndex,
      itemsPerPage: resources.length,
    });
    return {
      body: `${head.slice(0, -1)},"Resources":[${resources.join(',')}]}`,
      isLast: startIndex - 1 + resources.length >= all.length,
    };
  }

  user(state: World['lucid'], id: string): string | undefined {
    return this.#users[state].get(id);
  }
}
