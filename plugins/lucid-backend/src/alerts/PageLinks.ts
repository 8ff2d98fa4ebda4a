/** Paths within the portal, with the filters that show what an alert is about. */
export class PageLinks {
  readonly #pagePath: string;
  readonly #isOnlyAccount: boolean;

  /**
   * @param options - `pagePath` is where the portal shows the page of the plugin,
   * without a trailing slash
   */
  constructor(options: { pagePath: string; isOnlyAccount: boolean }) {
    this.#pagePath = options.pagePath;
    this.#isOnlyAccount = options.isOnlyAccount;
  }

  undetected(account: string): string {
    return this.#tab('undetected', {}, account);
  }

  leavers(account: string): string {
    return this.#tab('undetected', { reason: 'leaver' }, account);
  }

  /** The list of leavers, with the details of one of them open. */
  leaver(account: string, userId: string): string {
    const user = [account, userId].map(encodeURIComponent).join('/');
    return this.#tab('undetected', { reason: 'leaver', user }, account);
  }

  /** Who holds a licence. */
  holders(
    account: string,
    { licence, access }: { licence: string; access?: string },
  ): string {
    return this.#tab(
      'licences',
      { licence, ...(access && { access }) },
      account,
    );
  }

  overview(): string {
    return `${this.#pagePath}/overview`;
  }

  sync(): string {
    return `${this.#pagePath}/sync`;
  }

  #tab(tab: string, filters: Record<string, string>, account: string): string {
    const query = new URLSearchParams({
      ...filters,
      ...(!this.#isOnlyAccount && { account }),
    });
    return `${this.#pagePath}/${tab}${query.size > 0 ? `?${query}` : ''}`;
  }
}
