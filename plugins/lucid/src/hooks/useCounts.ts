import { LucidApi } from '../api';
import { useLucidData } from './useLucidData';

/**
 * How many items some lists hold, in the order in which they are asked for. Absent
 * while it is not known: the answer to another question says nothing of this one.
 *
 * @param question - says by its value whether two reads ask for the same
 * @param read - asks for the lists; pages of one item are enough
 */
export function useCounts(
  question: string,
  read: (
    api: LucidApi,
    signal: AbortSignal,
  ) => Promise<{ totalItems: number }>[],
): number[] | undefined {
  const { value, loading } = useLucidData(question, async (api, signal) => {
    const pages = await Promise.all(read(api, signal));
    return pages.map(({ totalItems }) => totalItems);
  });
  return loading ? undefined : value;
}
