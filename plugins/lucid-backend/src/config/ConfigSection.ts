import {
  Config,
  ConfigReader,
  readDurationFromConfig,
} from '@backstage/config';
import { durationToMilliseconds, JsonObject } from '@backstage/types';
import { ConfigurationProblems } from './ConfigurationProblems';

/** Bounds that a number of the configuration has to keep. */
export interface NumberRange {
  min: number;
  max: number;
  integer?: boolean;
}

/**
 * A part of the configuration, such as that which describes one Lucid account. Whatever
 * is wrong becomes a problem that names the key, and the fallback is given.
 */
export class ConfigSection {
  readonly #config: Config;
  readonly #prefix: string;
  readonly #problems: ConfigurationProblems;

  /**
   * @param options - `prefix` is the key of the section, such as
   * `lucid.accounts.emea`
   */
  constructor(options: {
    data: JsonObject;
    prefix: string;
    problems: ConfigurationProblems;
  }) {
    // A reader of its own, because the keys of a shared one may not start with
    // a digit, and the id of an account may.
    this.#config = new ConfigReader(options.data);
    this.#prefix = options.prefix;
    this.#problems = options.problems;
  }

  /** The value as it stands, `undefined` where there is none. */
  value(key: string): unknown {
    return this.#config.getOptional(key);
  }

  problem(key: string, message: string): void {
    this.#problems.add(`${this.#prefix}.${key}`, message);
  }

  number(key: string, fallback: number, range: NumberRange): number {
    const wanted = `must be a ${range.integer ? 'whole ' : ''}number from ${
      range.min
    } to ${range.max}.`;
    try {
      const value = this.#config.getOptionalNumber(key) ?? fallback;
      if (
        // Blank text would count as 0.
        String(this.value(key) ?? fallback).trim() !== '' &&
        value >= range.min &&
        value <= range.max &&
        (!range.integer || Number.isInteger(value))
      ) {
        return value;
      }
    } catch {
      // Not a number at all: the problem below says what is wanted.
    }
    this.problem(key, wanted);
    return fallback;
  }

  /** A duration in milliseconds. */
  milliseconds(key: string, fallback: number, range: NumberRange): number {
    if (this.value(key) === undefined) {
      return fallback;
    }
    try {
      const value = durationToMilliseconds(
        readDurationFromConfig(this.#config, { key }),
      );
      if (value >= range.min && value <= range.max) {
        return value;
      }
    } catch {
      // Not a duration at all: the problem below says what is wanted.
    }
    this.problem(
      key,
      `must be a duration from ${range.min} ms to ${range.max} ms, such as '30s', PT30S or { seconds: 30 }.`,
    );
    return fallback;
  }
}
