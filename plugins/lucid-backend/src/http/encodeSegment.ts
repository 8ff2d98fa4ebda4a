/** One segment of a path. One of dots alone would mean another path. */
export function encodeSegment(id: string): string {
  const segment = encodeURIComponent(id);
  return /^\.+$/.test(segment) ? segment.replaceAll('.', '%2E') : segment;
}
