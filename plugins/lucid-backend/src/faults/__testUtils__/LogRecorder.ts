import { LoggerService } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';

/** One line of a log, with the fields of the loggers that it went through. */
export interface LogLine {
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  fields: JsonObject;
}

/** Keeps what is logged, at every level. */
export class LogRecorder implements LoggerService {
  readonly lines: LogLine[];
  readonly #fields: JsonObject;

  constructor(lines: LogLine[] = [], fields: JsonObject = {}) {
    this.lines = lines;
    this.#fields = fields;
  }

  child(fields: JsonObject): LoggerService {
    return new LogRecorder(this.lines, { ...this.#fields, ...fields });
  }

  error(message: string, meta?: Error | JsonObject): void {
    this.#add('error', message, meta);
  }

  warn(message: string, meta?: Error | JsonObject): void {
    this.#add('warn', message, meta);
  }

  info(message: string, meta?: Error | JsonObject): void {
    this.#add('info', message, meta);
  }

  debug(message: string, meta?: Error | JsonObject): void {
    this.#add('debug', message, meta);
  }

  #add(
    level: LogLine['level'],
    message: string,
    meta: Error | JsonObject = {},
  ): void {
    const given =
      meta instanceof Error
        ? { error: String(meta), stack: String(meta.stack) }
        : meta;
    this.lines.push({ level, message, fields: { ...this.#fields, ...given } });
  }
}
