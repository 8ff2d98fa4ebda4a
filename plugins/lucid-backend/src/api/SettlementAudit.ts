import { AuditorService } from '@backstage/backend-plugin-api';
import { Sync } from 'backstage-plugin-lucid-common';
import { Request } from 'express';
import { SyncStore } from '../store/SyncStore';
import { audited } from './audited';

/** What can be done with a held snapshot. Confirming removes users. */
const SEVERITY = {
  'snapshot-confirm': 'high',
  'snapshot-discard': 'medium',
} as const;

/** Writes down who settles a held snapshot, what that does, and whether it worked. */
export class SettlementAudit {
  readonly #auditor: AuditorService;
  readonly #syncs: SyncStore;

  constructor(options: { auditor: AuditorService; syncs: SyncStore }) {
    this.#auditor = options.auditor;
    this.#syncs = options.syncs;
  }

  /**
   * Does what was asked for, and has it audited.
   *
   * @param options - `syncId` is the sync whose snapshot is held; `settle`
   * returns the sync that it ends as, or that follows it
   * @throws what `settle` throws
   */
  async settle(options: {
    eventId: keyof typeof SEVERITY;
    request: Request;
    syncId: string;
    settle: () => Promise<Sync>;
  }): Promise<Sync> {
    const { eventId, request, syncId } = options;
    return audited(this.#auditor, {
      eventId,
      severityLevel: SEVERITY[eventId],
      request,
      meta: { sync: syncId, ...(await this.#describe(syncId)) },
      act: options.settle,
      describe: sync => ({ resultingSync: sync.id }),
    });
  }

  /** What the held snapshot would do; nothing where there is none. */
  async #describe(
    syncId: string,
  ): Promise<{ account?: string; removals?: number; rejections?: number }> {
    const sync = await this.#syncs.get(syncId);
    const heldBack = await this.#syncs.heldBack(syncId);
    return { ...(sync && { account: sync.account }), ...heldBack };
  }
}
