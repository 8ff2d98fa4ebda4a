// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('configured_accounts', table => {
    table.comment(
      'Accounts that backends are configured with: apart from what is stored of them, which is locked while they are stored',
    );
    table.text('account_id').primary();
    table
      .text('noted_at')
      .notNullable()
      .comment('When a backend said so last, by the clock of the database');
  });
  // Backends of the version before say nothing, and may be running still.
  const accounts = await knex('accounts').pluck('account_id');
  for (const account of accounts) {
    await knex('configured_accounts').insert({
      account_id: account,
      noted_at: new Date().toISOString(),
    });
  }
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('configured_accounts');
};
