import { LucidApi } from '../backend/LucidApi';
import { ExpectedStore } from '../expectation/ExpectedStore';
import { Mirror } from '../expectation/Mirror';
import { differences, isEmpty } from '../expectation/StoreContent';
import { historyDifferences } from '../expectation/historyDifferences';
import { readContent } from '../expectation/readContent';

/**
 * Finds which of several stores a backend shows, exactly and in every answer.
 *
 * @returns its index, or what is otherwise than in the nearest of them
 */
export async function findMatch(options: {
  api: LucidApi;
  candidates: ExpectedStore[];
  /** Of whom the history is compared as well. */
  ids: string[];
  mirror: Mirror;
}): Promise<{ index?: number; problems: string[] }> {
  const { api, candidates, ids, mirror } = options;
  const content = await readContent(api);
  const ofMirror = await mirror.follow(api, content);
  if (ofMirror.length > 0) {
    return { problems: ofMirror };
  }
  let nearest: string[] | undefined;
  for (const [index, candidate] of candidates.entries()) {
    const known = ids.filter(id => candidate.historyOf(id).length > 0);
    const found =
      candidate.world || !isEmpty(content)
        ? differences(content, candidate.content)
        : [];
    if (found.length === 0) {
      found.push(...(await historyDifferences(api, candidate, known)));
    }
    if (found.length === 0) {
      return { index, problems: [] };
    }
    if (!nearest || found.length < nearest.length) {
      nearest = [`nearest is candidate ${index + 1}:`, ...found];
    }
  }
  return { problems: nearest ?? [] };
}
