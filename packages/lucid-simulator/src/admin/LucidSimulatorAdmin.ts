import { LucidLicences, LucidUser } from '../account/lucidUser';
import { SubscriptionTerms } from '../rest/Billing';
import { AddUserRequest } from './requests';

/**
 * Changes the account of a running simulator, for tests and demonstrations.
 *
 * Every method throws an `Error` with the status and the simulator's message
 * when it is refused: 404 for an unknown id, 409 for a user name that is taken.
 *
 * @public
 */
export class LucidSimulatorAdmin {
  readonly #adminUrl: string;
  readonly #token: string;

  /** @param simulator - what `startLucidSimulator` returned, or the same of another process */
  constructor(simulator: { adminUrl: string; token: string }) {
    this.#adminUrl = simulator.adminUrl;
    this.#token = simulator.token;
  }

  /** Every user, the deactivated ones too. */
  async users(): Promise<LucidUser[]> {
    const response = await this.#request('GET', '/users');
    const { users } = (await response.json()) as { users: LucidUser[] };
    return users;
  }

  async user(id: string): Promise<LucidUser> {
    return this.#requestUser('GET', `/users/${id}`);
  }

  async addUser(user: AddUserRequest): Promise<LucidUser> {
    return this.#requestUser('POST', '/users', user);
  }

  async deactivate(id: string): Promise<LucidUser> {
    return this.#requestUser('POST', `/users/${id}/deactivate`);
  }

  async reactivate(id: string): Promise<LucidUser> {
    return this.#requestUser('POST', `/users/${id}/reactivate`);
  }

  async delete(id: string): Promise<void> {
    await this.#request('DELETE', `/users/${id}`);
  }

  /** Replaces everything that the user is licensed for. */
  async setLicences(id: string, licences: LucidLicences): Promise<LucidUser> {
    return this.#requestUser('PUT', `/users/${id}/licences`, licences);
  }

  /**
   * Says of a user, who need not exist any more, whether Lucid bills them; `null`
   * leaves it to what they are licensed for.
   */
  async setBilled(id: string, billed: boolean | null): Promise<void> {
    await this.#request('PUT', `/users/${id}/billed`, { billed });
  }

  /** What was bought. */
  async subscription(): Promise<SubscriptionTerms> {
    const response = await this.#request('GET', '/subscription');
    return (await response.json()) as SubscriptionTerms;
  }

  /** Replaces what was bought. */
  async setSubscription(terms: SubscriptionTerms): Promise<void> {
    await this.#request('PUT', '/subscription', terms);
  }

  /**
   * Takes back every change since the simulator was started.
   *
   * @param options - `daysAgo`: makes the example account what it was then, up to
   * 365 days ago; generated accounts have no past
   */
  async reset(options: { daysAgo?: number } = {}): Promise<void> {
    await this.#request('POST', '/reset', options);
  }

  async #requestUser(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<LucidUser> {
    const response = await this.#request(method, path, body);
    return (await response.json()) as LucidUser;
  }

  async #request(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Response> {
    const response = await fetch(`${this.#adminUrl}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) {
      throw new Error(
        `Lucid simulator answered ${
          response.status
        } to ${method} ${path}: ${await response.text()}`,
      );
    }
    return response;
  }
}
