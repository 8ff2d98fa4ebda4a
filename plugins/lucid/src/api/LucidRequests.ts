import { ForwardedError, ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import { ExportedFile } from './ListExport';
import { LucidRequestOptions } from './LucidFigures';

const BASE_URL = 'plugin://lucid/v1';

/** Where a proxy keeps the name that the backend gives. */
const DEFAULT_FILE_NAME = 'lucid.csv';

/** Parses an answer: one of the schemas of the common package. */
interface AnswerSchema<T> {
  parse(value: unknown): T;
}

/** Asks the Lucid backend plugin, and checks what it answers. */
export class LucidRequests {
  readonly #fetchApi: FetchApi;

  /** @param options - `fetchApi` must resolve `plugin://` URLs */
  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async get<T>(
    path: string,
    schema: AnswerSchema<T>,
    options?: LucidRequestOptions,
  ): Promise<T> {
    const response = await this.#fetch(path, { signal: options?.signal });
    return readAnswer(path, schema, response);
  }

  async post<T>(
    path: string,
    schema: AnswerSchema<T>,
    body?: object,
  ): Promise<T> {
    const response = await this.#fetch(path, withBody('POST', body));
    return readAnswer(path, schema, response);
  }

  async put<T>(
    path: string,
    schema: AnswerSchema<T>,
    body: object,
  ): Promise<T> {
    const response = await this.#fetch(path, withBody('PUT', body));
    return readAnswer(path, schema, response);
  }

  /**
   * Has a file made. It is complete: where the backend breaks off, this is
   * rejected.
   */
  async file(
    path: string,
    options?: LucidRequestOptions,
  ): Promise<ExportedFile> {
    const response = await this.#fetch(path, { signal: options?.signal });
    const disposition = response.headers.get('content-disposition');
    const [, name = DEFAULT_FILE_NAME] =
      disposition?.match(/filename="([^"]+)"/) ?? [];
    return { name, content: await response.blob() };
  }

  /** Has something taken away; nothing is expected in return. */
  async delete(path: string): Promise<void> {
    await this.#fetch(path, { method: 'DELETE' });
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const response = await this.#fetchApi.fetch(`${BASE_URL}${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function withBody(method: string, body?: object): RequestInit {
  return {
    method,
    ...(body && {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }),
  };
}

async function readAnswer<T>(
  path: string,
  schema: AnswerSchema<T>,
  response: Response,
): Promise<T> {
  const answer: unknown = await response.json();
  try {
    return schema.parse(answer);
  } catch (error) {
    throw new ForwardedError(
      `The Lucid backend gave an unexpected answer to ${path.split('?')[0]}`,
      error,
    );
  }
}
