import { Locator, Page, expect } from '@playwright/test';

/** A person as a row of a table shows them. */
export interface ShownUser {
  name: string;
  /** The line below: the address, or what there is instead. */
  detail: string;
}

/** A table of Lucid users that the backend pages. */
export class UserTable {
  readonly table: Locator;
  readonly #next: Locator;
  readonly #pages: Locator;

  constructor(page: Page, name: string) {
    // While it loads it has another name.
    this.table = page.getByRole('grid', { name, exact: true });
    this.#pages = page.getByRole('navigation', { name: `Pages of ${name}` });
    this.#next = this.#pages.getByRole('button', { name: 'Next page' });
  }

  /** The row of one user on the page of the table that is shown. */
  row(name: string): Locator {
    return this.table.getByRole('row').filter({
      has: this.table.page().getByRole('link', { name, exact: true }),
    });
  }

  /** How many users the table says it has on all its pages. */
  total(): Locator {
    return this.#pages.getByRole('status');
  }

  /** Everybody on all pages, from the one that is shown to the last. */
  async readToTheEnd(): Promise<ShownUser[]> {
    const users = await this.#readPage();
    while ((await this.#next.isVisible()) && (await this.#next.isEnabled())) {
      const first = this.#heads().first();
      const before = await first.innerText();
      await this.#next.click();
      await expect(first).not.toHaveText(before, { useInnerText: true });
      users.push(...(await this.#readPage()));
    }
    return users;
  }

  async #readPage(): Promise<ShownUser[]> {
    await expect(this.#heads().first()).toBeVisible();
    const texts = await this.#heads().allInnerTexts();
    return texts.map(text => {
      const [name, detail] = text.split('\n').filter(line => line.trim());
      return { name, detail };
    });
  }

  #heads(): Locator {
    return this.table.getByRole('rowheader');
  }
}
