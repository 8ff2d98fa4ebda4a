import { ExportedFile } from '../../api';

/** Browsers may begin to read the file only after the click. */
const KEPT_FOR_MS = 60_000;

/** Has the browser save a file, as a link to it would. */
export function saveFile({ name, content }: ExportedFile): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT_FOR_MS);
}
