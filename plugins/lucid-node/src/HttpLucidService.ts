import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ForwardedError, ResponseError } from '@backstage/errors';
import {
  RevisedUsagePage,
  revisedUsagePageSchema,
} from 'backstage-plugin-lucid-common';
import { z } from 'zod';
import { LucidService, LucidServiceRequestOptions } from './LucidService';

const DEFAULT_TIMEOUT_MS = 30_000;

/** Asks the Lucid backend plugin, wherever it runs, over HTTP. */
export class HttpLucidService implements LucidService {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #timeoutMs: number;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    timeoutMs?: number;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  async changes(
    request: { since: number; limit?: number },
    options: LucidServiceRequestOptions,
  ): Promise<RevisedUsagePage> {
    const query = new URLSearchParams({ since: String(request.since) });
    if (request.limit !== undefined) {
      query.set('limit', String(request.limit));
    }
    return this.#get(`/v1/changes?${query}`, revisedUsagePageSchema, options);
  }

  async #get<T>(
    path: string,
    schema: z.ZodType<T>,
    options: LucidServiceRequestOptions,
  ): Promise<T> {
    const baseUrl = await this.#discovery.getBaseUrl('lucid');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'lucid',
    });

    const body = await this.#fetchJson(`${baseUrl}${path}`, token, options);

    const parsed = schema.safeParse(body);
    if (!parsed.success) {
      throw new Error(
        `The Lucid backend answered what cannot be understood: ${z.prettifyError(
          parsed.error,
        )}`,
      );
    }
    return parsed.data;
  }

  async #fetchJson(
    url: string,
    token: string,
    options: LucidServiceRequestOptions,
  ): Promise<unknown> {
    const timeout = AbortSignal.timeout(this.#timeoutMs);
    const signal = options.signal
      ? AbortSignal.any([options.signal, timeout])
      : timeout;

    try {
      const response = await fetch(url, {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
        },
        signal,
      });
      if (!response.ok) {
        throw await ResponseError.fromResponse(response);
      }
      return await response.json();
    } catch (error) {
      if (error instanceof ResponseError) {
        throw error;
      }
      throw new ForwardedError('The Lucid backend did not answer', error);
    }
  }
}
