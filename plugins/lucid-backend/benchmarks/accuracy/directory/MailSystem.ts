import { asciiDomain, halvesOf, isCompanyAddress, localKey } from './addresses';

/** Who reads the mail that arrives at the addresses of the company. */
export class MailSystem<THolder extends object> {
  readonly #holders = new Map<string, THolder>();
  readonly #addresses = new Map<THolder, string[]>();

  isFree(local: string, domains: readonly string[]): boolean {
    return domains.every(
      domain => !this.#holders.has(keyOf(`${local}@${domain}`)),
    );
  }

  give(holder: THolder, local: string, domains: readonly string[]): void {
    const keys = domains.map(domain => keyOf(`${local}@${domain}`));
    keys.forEach(key => this.#holders.set(key, holder));
    this.#addresses.set(holder, [
      ...(this.#addresses.get(holder) ?? []),
      ...keys,
    ]);
  }

  /** From now on the mailbox is read by somebody else. */
  handOver(from: THolder, to: THolder): void {
    const keys = this.#addresses.get(from) ?? [];
    this.#addresses.delete(from);
    keys.forEach(key => this.#holders.set(key, to));
    this.#addresses.set(to, [...(this.#addresses.get(to) ?? []), ...keys]);
  }

  /** The addresses may be given to others now. */
  release(holder: THolder): void {
    for (const key of this.#addresses.get(holder) ?? []) {
      this.#holders.delete(key);
    }
    this.#addresses.delete(holder);
  }

  holderOf(address: string): THolder | undefined {
    return isCompanyAddress(address)
      ? this.#holders.get(keyOf(address))
      : undefined;
  }
}

function keyOf(address: string): string {
  return `${localKey(address)}@${asciiDomain(halvesOf(address).domain)}`;
}
