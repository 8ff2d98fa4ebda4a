import { Knex } from 'knex';

/**
 * Which groups of a Lucid account are in which. There are few of them beside
 * the users, so they are followed here: what a recursive query costs is up to
 * how the database plans it.
 */
export class GroupGraph {
  /** The groups that each group is directly in. */
  readonly #parents = new Map<string, string[]>();
  readonly #known = new Map<string, ReadonlySet<string>>();

  private constructor(edges: { group_id: string; member_id: string }[]) {
    for (const { group_id: parent, member_id: child } of edges) {
      const known = this.#parents.get(child);
      if (known) {
        known.push(parent);
      } else {
        this.#parents.set(child, [parent]);
      }
    }
  }

  static async read(knex: Knex, account: string): Promise<GroupGraph> {
    const edges: { group_id: string; member_id: string }[] = await knex(
      'lucid_groups as g',
    )
      // Keeps SQLite from looking for each member among the groups.
      .joinRaw('cross join lucid_group_members as m')
      .where('g.account_id', account)
      .where('m.account_id', account)
      .where('m.member_id', knex.ref('g.group_id'))
      .select('m.group_id', 'm.member_id');
    return new GroupGraph(edges);
  }

  /** Groups and everything they are in, each once, also where they contain each other. */
  withAncestors(groupIds: string[]): ReadonlySet<string> {
    if (groupIds.length !== 1) {
      return new Set(groupIds.flatMap(id => [...this.withAncestors([id])]));
    }
    const [id] = groupIds;
    const found = this.#known.get(id) ?? this.#follow(id);
    this.#known.set(id, found);
    return found;
  }

  #follow(start: string): ReadonlySet<string> {
    const found = new Set([start]);
    // A set yields what is added while it is gone through.
    for (const id of found) {
      this.#parents.get(id)?.forEach(parent => found.add(parent));
    }
    return found;
  }
}
