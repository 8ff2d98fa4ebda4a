/** What whoever lacks a permission is told. */
export const permissionMessages = {
  readTitle: 'You may not see Lucid licences',
  readText:
    'This portal shows them to those who have the permission {{permission}}. Whoever looks after the portal can give it to you.',
  costTitle: 'You may not see what licences cost',
  costText:
    'This portal shows it to those who have the permission {{permission}}. Whoever looks after the portal can give it to you.',
  refusedTitle: 'You do not have the permission for this',
  decideElsewhere:
    'It is decided by those who have the permission {{permission}}.',
} as const;
