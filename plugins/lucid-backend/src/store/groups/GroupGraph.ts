import { Knex } from 'knex';

/** Which groups of a Lucid account are in which. */
export class GroupGraph {
  /** The groups that each group is directly in. */
  readonly #parents: Map<string, string[]>;
  readonly #known = new Map<string, ReadonlySet<string>>();

  private constructor(parents: Map<string, string[]>) {
    this.#parents = parents;
  }

  static async read(knex: Knex, account: string): Promise<GroupGraph> {
    const rows: { group_id: string; member_id: string }[] = await knex(
      'lucid_groups as g',
    )
      // Keeps SQLite from looking for each member among the groups.
      .joinRaw('cross join lucid_group_members as m')
      .where('g.account_id', account)
      .where('m.account_id', account)
      .where('m.member_id', knex.ref('g.group_id'))
      .select('m.group_id', 'm.member_id');
    const parents = new Map<string, string[]>();
    for (const { group_id: parent, member_id: child } of rows) {
      parents.set(child, [...(parents.get(child) ?? []), parent]);
    }
    return new GroupGraph(parents);
  }

  /** Groups and everything they are in, each once, also where they contain each other. */
  withAncestors(groupIds: string[]): ReadonlySet<string> {
    if (groupIds.length === 1) {
      return this.#withAncestors(groupIds[0]);
    }
    return new Set(groupIds.flatMap(id => [...this.#withAncestors(id)]));
  }

  #withAncestors(groupId: string): ReadonlySet<string> {
    const known = this.#known.get(groupId);
    if (known) {
      return known;
    }
    const found = new Set([groupId]);
    // A set yields what is added while it is gone through.
    for (const id of found) {
      this.#parents.get(id)?.forEach(parent => found.add(parent));
    }
    this.#known.set(groupId, found);
    return found;
  }
}
