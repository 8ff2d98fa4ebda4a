import { ConfigurationProblem } from 'backstage-plugin-lucid-common';

/** Collects what is wrong, so that all of it can be shown at once. */
export class ConfigurationProblems {
  readonly #found: ConfigurationProblem[] = [];

  /**
   * Notes a problem. The message is one sentence that follows the key and
   * never holds the value.
   */
  add(key: string, message: string): void {
    this.#found.push({ key, message: `${key} ${message}` });
  }

  get found(): ConfigurationProblem[] {
    return [...this.#found];
  }
}
