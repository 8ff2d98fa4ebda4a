/** Says what the file holds and from which day (in UTC) it is. */
export function exportFileName(list: string, now: Date): string {
  return `lucid-${list}-${now.toISOString().slice(0, 'YYYY-MM-DD'.length)}.csv`;
}
