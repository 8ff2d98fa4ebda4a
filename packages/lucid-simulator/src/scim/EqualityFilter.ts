import SCIMMY from 'scimmy';
import { AttributePath, parseAttributePath } from './attributePaths';

function refuse(detail: string): never {
  throw new SCIMMY.Types.Error(400, 'invalidFilter', detail);
}

/** The one thing that Lucid can filter by: an attribute equal to a value. */
export class EqualityFilter {
  readonly path: AttributePath;
  readonly value: unknown;

  private constructor(path: AttributePath, value: unknown) {
    this.path = path;
    this.value = value;
  }

  /** @throws a SCIM error with status 400 for anything but one `eq` */
  static parse(text: unknown): EqualityFilter {
    if (typeof text !== 'string' || text.trim() === '') {
      refuse('Expected filter to be a non-empty string');
    }
    let parsed: Record<string, unknown>[];
    try {
      parsed = [...new SCIMMY.Types.Filter(text)];
    } catch {
      // SCIMMY fails in several ways, and names its own code in some of them.
      refuse('The filter could not be understood');
    }
    if (parsed.length !== 1) {
      refuse('Only a single "eq" comparison is supported');
    }
    const [name, comparison] = EqualityFilter.#unnest(parsed[0]);
    const [operator, value, ...rest] = comparison;
    if (operator !== 'eq' || value === undefined || rest.length > 0) {
      refuse('Only the operator "eq" is supported, with a value');
    }
    return new EqualityFilter(parseAttributePath(name), value);
  }

  /** What is compared, in lower case, its parts separated by dots. */
  get attribute(): string {
    return this.path.join('.').toLowerCase();
  }

  /** Without regard to case, which is how Lucid compares e-mails and names. */
  matches(candidates: readonly unknown[]): boolean {
    const wanted = String(this.value).toLowerCase();
    return candidates.some(value => String(value).toLowerCase() === wanted);
  }

  matchesExactly(candidates: readonly unknown[]): boolean {
    return candidates.some(value => value === this.value);
  }

  /** SCIMMY nests an object for each part of the name. */
  static #unnest(filter: Record<string, unknown>): [string, unknown[]] {
    const names: string[] = [];
    let inner: unknown = filter;
    while (!Array.isArray(inner)) {
      const entries = Object.entries(inner as Record<string, unknown>);
      if (entries.length !== 1) {
        refuse('Only a single "eq" comparison is supported');
      }
      names.push(entries[0][0]);
      inner = entries[0][1];
    }
    return [names.join('.'), inner];
  }
}
