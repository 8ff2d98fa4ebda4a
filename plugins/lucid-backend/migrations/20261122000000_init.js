// @ts-check

/**
 * Times are ISO 8601 text in UTC with milliseconds: they sort as they read, and
 * both databases give them back as they were written.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';

  await knex.schema.createTable('accounts', table => {
    table.comment('What is known of each Lucid account as a whole');
    table.text('account_id').primary();
    table.text('connection_state').notNullable();
    table.text('connection_checked_at');
    table.text('connection_detail');
    table
      .text('snapshot_at')
      .comment('When the reading of the current snapshot began');
    table
      .bigInteger('loading_from')
      .comment(
        'First revision of a first snapshot that is being read: its users stand in lucid_users already, and nobody sees them',
      );
    table
      .bigInteger('revision')
      .comment('The newest revision of a user of the account');
    table
      .text('counts')
      .comment('JSON, counted when the snapshot was stored or reconciled');
    table
      .text('reconciled_with')
      .comment('What the states of the users and the counts are based on');
    table.text('groups_read_at').comment('When its groups were read last');
    table
      .text('groups_problem')
      .comment('Why its groups could not be read since then');
    table.text('groups_problem_since');
    table.text('seats_read_at').comment('When its seats were read last');
    table
      .text('seats_problem')
      .comment('Why its seats could not be read since then');
    table.text('seats_problem_since');
    table
      .text('totals_recorded')
      .comment('Day and hash of what daily_totals hold of it since last time');
  });

  await knex.schema.createTable('revision_counter', table => {
    table.comment(
      'One row: its lock puts the transactions that make revisions in order',
    );
    table.integer('singleton').primary();
    table.bigInteger('revision').notNullable();
  });
  await knex('revision_counter').insert({ singleton: 1, revision: 0 });

  await knex.schema.createTable('syncs', table => {
    table.text('sync_id').primary();
    table.text('account_id').notNullable();
    table.text('state').notNullable();
    table.text('trigger').notNullable();
    table.text('phase').notNullable();
    table.integer('users_read').notNullable().defaultTo(0);
    table.integer('users_total');
    table
      .integer('removals')
      .comment('Users that a held snapshot would remove');
    table
      .integer('rejections')
      .comment('Users of a held snapshot that could not be understood');
    table.text('counts').comment('JSON');
    table.text('timings').notNullable().defaultTo('{}').comment('JSON');
    table.text('error_name');
    table.text('error_message');
    table.text('started_at').notNullable();
    table.text('finished_at');
    table
      .text('heartbeat_at')
      .notNullable()
      .comment('A running sync that stays silent has lost its process');
    table.index(['account_id', 'started_at']);
  });
  // The run lock: of one account, at most one sync is running, in any process.
  await knex.raw(
    `create unique index syncs_one_running on syncs (account_id) where state = 'running'`,
  );

  await knex.schema.createTable('rejected_users', table => {
    table.text('sync_id').notNullable();
    table.integer('position').notNullable();
    table.text('user_id');
    table.text('reason').notNullable();
    table.primary(['sync_id', 'position']);
  });

  await knex.schema.createTable('licence_sets', table => {
    table.comment(
      'The combinations of licences that users hold; there are few of them, however many users',
    );
    table.text('licence_set').notNullable();
    table.text('licence').notNullable();
    table.text('access');
    table.primary(['licence_set', 'licence']);
    table.index('licence');
  });

  /**
   * What is stored of a Lucid user. The details are what is only ever shown,
   * never searched, sorted or counted.
   *
   * @param {import('knex').Knex.CreateTableBuilder} table
   */
  const userContent = table => {
    table.text('hash');
    table.text('display_name');
    table.text('sort_name');
    table.text('search_text').comment('Lower case, for the free text search');
    table.text('email');
    table.text('department');
    table.text('cost_center');
    table.text('licence_set').comment('See licence_sets');
    table.text('details').comment('JSON');
    table.text('created_at');
    table.text('entity_name').comment('Name of the entity in the catalog');
    table.text('state');
    table.text('undetected_reason');
    table.text('matcher');
    table.text('match_value');
    table.text('match_ref').comment('The catalog user, of detected users only');
    table
      .text('match_refs')
      .comment('JSON array of entity refs, of ambiguous users only');
    table
      .text('identity')
      .comment('How a directory names the catalog user that they are, or were');
    table
      .text('exception_id')
      .comment('See exceptions; of excepted users only');
    table.text('left_out_by').comment('Name of the rule that leaves them out');
    table
      .text('former_ref')
      .comment(
        'The catalog user they were matched to last, of undetected users',
      );
    table.text('former_matcher');
    table.text('former_value');
    table.text('former_until').comment('When that match was lost');
    table
      .integer('former_reading')
      .comment('The reading of the catalog by which it was lost');
  };

  await knex.schema.createTable('staged_users', table => {
    table.comment(
      'A snapshot while it is being read: the users that differ from the current one',
    );
    table.text('sync_id').notNullable();
    table.integer('seq').notNullable();
    table.text('user_id').notNullable();
    table
      .text('disposition')
      .notNullable()
      .comment(
        'added, returned, changed, rejected or departed; marker of the row that says that nothing was lost',
      );
    userContent(table);
    table.text('changes').comment('JSON array of {type, before, after}');
    table.primary(['sync_id', 'seq']);
    table.unique(['sync_id', 'user_id']);
  });
  if (isPostgres) {
    // Nobody needs what a crash leaves of a snapshot that is being read. A sync that
    // goes on after one finds that it is empty; see StagingLostError.ts.
    await knex.raw('alter table staged_users set unlogged');
  }

  await knex.schema.createTable('lucid_users', table => {
    table.comment('The current snapshot, and the users that have departed');
    // Never looked for, hence no key of its own in PostgreSQL. In SQLite, it is
    // the address of the row, and free.
    table
      .specificType('row_id', isPostgres ? 'bigserial' : 'integer primary key')
      .comment('Stays the same as long as the user is stored');
    table.text('account_id').notNullable();
    table.text('user_id').notNullable();
    userContent(table);
    table.text('first_seen_at').notNullable();
    table.text('last_seen_at').comment('Only of departed users');
    table.text('departed_at');
    table.bigInteger('revision').notNullable();
    table.unique(['account_id', 'user_id']);
    // Each index costs a tenth of the time of a first snapshot: think twice, and
    // name its columns in SnapshotWriter.ts.
    table.index('revision');
    table.index(['match_ref', 'account_id']);
    table.index(['sort_name', 'account_id', 'user_id']);
  });
  // Who is not detected is looked for among many who are.
  await knex.raw(
    `create index lucid_users_not_detected on lucid_users (sort_name, account_id, user_id) where state <> 'detected'`,
  );
  // Other names of entities say account and id, which are the key.
  await knex.raw(
    `create index lucid_users_hashed_name on lucid_users (entity_name) where entity_name <> account_id || '.' || user_id`,
  );
  await knex.raw(
    `create index lucid_users_excepted on lucid_users (exception_id) where state = 'excepted'`,
  );

  await knex.schema.createTable('ambiguous_matches', table => {
    table.comment('Catalog users that an ambiguous Lucid user may be');
    table.text('account_id').notNullable();
    table.text('user_id').notNullable();
    table.text('entity_ref').notNullable();
    table.primary(['account_id', 'user_id', 'entity_ref']);
    table.index(['entity_ref', 'account_id']);
  });

  await knex.schema.createTable('usage_changes', table => {
    table.bigIncrements('change_id');
    table.text('account_id').notNullable();
    table.text('user_id').notNullable();
    table
      .text('sync_id')
      .comment('Null where the catalog changed, and not Lucid');
    table.text('at').notNullable();
    table.text('type').notNullable();
    table.text('before');
    table.text('after');
    table.index(['account_id', 'user_id', 'change_id']);
    table.index('at');
  });

  await knex.schema.createTable('history_horizon', table => {
    table.comment('One row, once changes have been deleted');
    table.integer('singleton').primary();
    table
      .text('changes_since')
      .notNullable()
      .comment('Older changes are not kept, and older departed users neither');
  });

  await knex.schema.createTable('catalog_readings', table => {
    table.comment(
      'Readings of the users and groups of the catalog. The newest complete one is in force',
    );
    table.increments('reading_id');
    table.text('started_at').notNullable();
    table.text('completed_at');
    table.integer('users').comment('How many users the reading holds');
    table
      .integer('left_out')
      .comment('How many users the filter of the configuration leaves out');
    table.text('digest').comment('Equal for two readings of the same content');
    table
      .text('rules')
      .comment('Equal for two readings whose keys were made by the same rules');
    table.text('error').comment('Why the reading did not become complete');
    table
      .boolean('acceptable')
      .comment('Whether an admin may say that the catalog is right');
    table
      .boolean('forgotten')
      .comment('What it holds is being deleted: it cannot come into force');
  });

  await knex.schema.createTable('catalog_users', table => {
    table.integer('reading_id').notNullable();
    table.text('entity_ref').notNullable();
    table.text('display_name').notNullable();
    table.text('sort_name').notNullable();
    table.text('search_text').notNullable();
    table.text('email');
    table.text('identity').comment('How its directory names it for ever');
    table
      .integer('since_reading')
      .comment('The first reading that had it, and each one since');
    // What those have in common who may be alike, as hashes; see likenessColumns.
    for (const source of ['name', 'local', 'entity']) {
      table.integer(`${source}_sounds`);
      table.integer(`${source}_words`);
    }
    table.integer('given_name');
    table.integer('family_name');
    table.primary(['reading_id', 'entity_ref']);
    table.index(['reading_id', 'sort_name', 'entity_ref']);
    // Many have no keys of their own here, and writing an index takes time.
    for (const key of [
      'name_sounds',
      'local_sounds',
      'entity_sounds',
      'given_name',
      'family_name',
    ]) {
      table.index(['reading_id', key], `catalog_users_${key}`, {
        predicate: knex.whereNotNull(key),
      });
    }
  });

  await knex.schema.createTable('catalog_users_left_out', table => {
    table.comment('Users that the filter of the configuration leaves out');
    table.integer('reading_id').notNullable();
    table.text('entity_ref').notNullable();
    table.primary(['reading_id', 'entity_ref']);
  });

  await knex.schema.createTable('catalog_user_keys', table => {
    table.integer('reading_id').notNullable();
    table.text('target').notNullable();
    table.text('value').notNullable();
    table.text('entity_ref').notNullable();
    table.primary(['reading_id', 'target', 'value', 'entity_ref']);
  });

  await knex.schema.createTable('catalog_groups', table => {
    table.integer('reading_id').notNullable();
    table.text('group_ref').notNullable();
    table.text('display_name').notNullable();
    table.primary(['reading_id', 'group_ref']);
  });

  await knex.schema.createTable('catalog_group_keys', table => {
    table.comment('What groups and departments of Lucid are recognised by');
    table.integer('reading_id').notNullable();
    table.text('target').notNullable().comment('lucid-group-id or name');
    table.text('value').notNullable();
    table.text('group_ref').notNullable();
    table.primary(['reading_id', 'target', 'value', 'group_ref']);
  });

  await knex.schema.createTable('catalog_memberships', table => {
    table.comment('Member (user or group) of a group');
    table.integer('reading_id').notNullable();
    table.text('group_ref').notNullable();
    table.text('member_ref').notNullable();
    table.primary(['reading_id', 'group_ref', 'member_ref']);
    // With the group, so that SQLite need not look it up.
    table.index(['reading_id', 'member_ref', 'group_ref']);
  });

  await knex.schema.createTable('exceptions', table => {
    table.comment('Licences that are accounted for, because somebody said so');
    table.text('exception_id').primary();
    table
      .text('account_id')
      .comment('Null where a rule holds for every account');
    table.text('user_id').comment('Null where there is a rule');
    table.text('rule_field');
    table.text('rule_pattern');
    table.text('note').notNullable();
    table.text('created_by').notNullable();
    table.text('created_at').notNullable();
    table.text('until').comment('Last day on which it holds, YYYY-MM-DD, UTC');
    table.text('ended_at');
    table.text('ended_by').comment('Null where it has expired');
    table.index(['account_id', 'user_id']);
    table.index('created_at');
  });
  // For each single user, at most one holds.
  await knex.raw(
    `create unique index exceptions_one_active on exceptions (account_id, user_id) where ended_at is null`,
  );

  await knex.schema.createTable('lucid_groups', table => {
    table.comment('Groups of Lucid, as they were read last');
    table.text('account_id').notNullable();
    table.text('group_id').notNullable();
    table.text('display_name').notNullable();
    table.text('sort_name').notNullable();
    table
      .text('name_key')
      .notNullable()
      .comment('What the names of catalog groups are compared with');
    table.text('hash').notNullable().comment('Of its name and its members');
    table.primary(['account_id', 'group_id']);
    table.index(['sort_name', 'account_id', 'group_id']);
  });

  await knex.schema.createTable('lucid_group_members', table => {
    table.text('account_id').notNullable();
    table.text('group_id').notNullable();
    table.text('member_id').notNullable().comment('A user or a group');
    table
      .boolean('listed')
      .notNullable()
      .comment('False of users who were members until they departed');
    table.primary(['account_id', 'group_id', 'member_id']);
    // With the group, or SQLite would take the key for better, and go through
    // all members of the account for each of them.
    table.index(['account_id', 'member_id', 'group_id']);
  });

  await knex.raw(
    'create index lucid_group_members_unlisted on lucid_group_members (account_id) where not listed',
  );

  await knex.schema.createTable('staged_lucid_groups', table => {
    table.comment('Groups of Lucid that differ, while they are being read');
    table.text('sync_id').notNullable();
    table.integer('seq').notNullable();
    table.text('group_id').notNullable();
    table.text('display_name').notNullable();
    table.text('sort_name').notNullable();
    table.text('name_key').notNullable();
    table.text('hash').notNullable();
    table.integer('members').notNullable();
    table.primary(['sync_id', 'seq']);
    table.unique(['sync_id', 'group_id']);
  });

  await knex.schema.createTable('staged_lucid_group_members', table => {
    table.text('sync_id').notNullable();
    table.integer('seq').notNullable().comment('Of the group');
    table.text('member_id').notNullable();
    table.primary(['sync_id', 'seq', 'member_id']);
  });
  if (isPostgres) {
    await knex.raw('alter table staged_lucid_groups set unlogged');
    await knex.raw('alter table staged_lucid_group_members set unlogged');
  }

  // What there was at the end of a day, kept for years. In the order in which a
  // chart reads it; SQLite keeps the rows in the key itself, which is half the size.
  await knex.raw(`
    create table daily_totals (
      account_id text not null,
      slice text not null,
      day text not null,
      key text not null,
      licence text not null,
      access text not null,
      users integer not null,
      bought integer,
      primary key (account_id, slice, day, key, licence, access)
    ) ${isPostgres ? '' : 'without rowid'}
  `);

  await knex.schema.createTable('alerts', table => {
    table.comment('Occurrences of what the rules of lucid.alerts watch for');
    table.text('alert_id').primary();
    table
      .text('key')
      .notNullable()
      .comment('Rule, account and subject: the same for the next occurrence');
    table.text('scope').notNullable().comment('What is told of together');
    table.text('rule').notNullable();
    table.text('account_id').notNullable();
    table
      .text('subject')
      .comment('Id of the pool of seats, or of the Lucid user');
    table.text('severity').notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.text('link').notNullable();
    table.text('since').notNullable();
    table.text('ended_at');
  });
  // Of several backends that see the same, one raises it.
  await knex.raw(
    'create unique index alerts_one_going_on on alerts (key) where ended_at is null',
  );
  await knex.raw(
    'create index alerts_of_scope on alerts (scope) where ended_at is null',
  );

  await knex.schema.createTable('alert_notifications', table => {
    table.comment('What is to be told, and has been told, of alerts to whom');
    table.increments('notification_id');
    table.text('scope').notNullable();
    table.text('kind').notNullable().comment('raised or ended');
    table.integer('occurrences').notNullable().comment('Alerts it tells of');
    table.text('recipients').notNullable().comment('JSON array of entity refs');
    table.text('severity').notNullable();
    table.text('rule').notNullable();
    table.text('title').notNullable();
    table.text('description').notNullable();
    table.text('link').notNullable();
    table.text('created_at').notNullable();
    table
      .text('claimed_at')
      .comment('When somebody began to send it: nobody else does then');
    table.text('sent_at');
    table.index(['scope', 'notification_id']);
  });
  await knex.raw(
    'create index alert_notifications_waiting on alert_notifications (notification_id) where claimed_at is null',
  );

  await knex.schema.createTable('alert_evaluations', table => {
    table.comment('One row: its lock puts evaluations in order');
    table.integer('singleton').primary();
    table.text('evaluated_at');
  });
  await knex('alert_evaluations').insert({ singleton: 1 });

  await knex.schema.createTable('subscriptions', table => {
    table.comment('Subscriptions of Lucid, as they were read last');
    table.text('account_id').notNullable();
    table.text('subscription_id').notNullable();
    table.integer('bought').comment('Null where there is no limit');
    table.integer('used').notNullable();
    table.boolean('trial');
    table.text('start_day').comment('YYYY-MM-DD, UTC');
    table.text('end_day');
    table.text('renewal_day');
    table.primary(['account_id', 'subscription_id']);
  });

  await knex.schema.createTable('billed_seats', table => {
    table.comment('Who is billed for which subscription, known to SCIM or not');
    table.bigIncrements('row_id');
    table.text('account_id').notNullable();
    table.text('subscription_id').notNullable();
    table.text('user_id').notNullable();
    table.text('created_at').comment('When Lucid began to bill for it');
    table.unique(['account_id', 'user_id', 'subscription_id']);
  });

  await knex.schema.createTable('staged_billed_seats', table => {
    table.comment('Billed seats that differ, while they are being read');
    table.text('sync_id').notNullable();
    table.integer('seq').notNullable();
    table.text('subscription_id').notNullable();
    table.text('user_id').notNullable();
    table.text('created_at');
    table.primary(['sync_id', 'seq']);
    table.unique(['sync_id', 'subscription_id', 'user_id']);
  });
  if (isPostgres) {
    await knex.raw('alter table staged_billed_seats set unlogged');
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'staged_billed_seats',
    'billed_seats',
    'subscriptions',
    'alert_evaluations',
    'alert_notifications',
    'alerts',
    'daily_totals',
    'staged_lucid_group_members',
    'staged_lucid_groups',
    'lucid_group_members',
    'lucid_groups',
    'exceptions',
    'catalog_memberships',
    'catalog_group_keys',
    'catalog_groups',
    'catalog_user_keys',
    'catalog_users_left_out',
    'catalog_users',
    'catalog_readings',
    'history_horizon',
    'usage_changes',
    'ambiguous_matches',
    'lucid_users',
    'staged_users',
    'licence_sets',
    'rejected_users',
    'syncs',
    'revision_counter',
    'accounts',
  ]) {
    await knex.schema.dropTable(table);
  }
};
