import { Phenomenon } from './Phenomenon';

/** What is true of a Lucid user at one moment. */
export interface Verdict {
  /**
   * - `detected`: it belongs to the catalog user in `entityRefs`
   * - `undetected`: it belongs to nobody whom the catalog shows or has shown
   * - `ambiguous`: it belongs to all or any of those in `entityRefs`
   * - `leaver`: it belongs to somebody who was in the catalog, under one of
   *   `entityRefs`, and is not any more
   * - `unknowable`: nothing shows whom it belongs to
   */
  state: 'detected' | 'undetected' | 'ambiguous' | 'leaver' | 'unknowable';
  entityRefs: string[];
  /** Why that is not self-evident; never empty. */
  phenomena: Phenomenon[];
}
