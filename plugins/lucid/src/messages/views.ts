/** The lists of the Licences tab and of the undetected users. */
export const viewMessages = {
  label: 'Lists of users',
  everyone: 'Everyone in Lucid',
  about: {
    detected: 'Each of them is exactly one catalog user.',
    undetected: 'Nobody in the catalog could be found for them.',
    ambiguous:
      'Several catalog users fit each of them. Open one to see the line that settles it in the catalog.',
    excepted:
      'Nobody in the catalog, but somebody has said why. They are not counted as undetected.',
    'left-out':
      'Rules of the configuration leave them out: they are not compared with the catalog at all.',
    departed: 'Deactivated or deleted in Lucid.',
    unlicensed:
      'They are in the catalog, and nobody in Lucid is, or may be, them.',
  },
  reasons: 'Undetected users by reason',
  reason: {
    any: 'All undetected',
    leaver: 'Leavers',
    'no-catalog-user': 'Never known',
    'nothing-to-compare': 'Nothing to compare',
  },
  leaversTitle_one: '{{count}} Lucid user belongs to somebody who has left',
  leaversTitle_other: '{{count}} Lucid users belong to people who have left',
  leaversText:
    'They were in the catalog and are not any more. Taking their licences back is the surest saving here.',
  leaversShow: 'Show them',
  nobody: {
    detected: 'No Lucid user was found in the catalog.',
    undetected: 'Every Lucid user was found in the catalog.',
    ambiguous: 'Every Lucid user fits one catalog user at most.',
    excepted: 'No licence is accounted for by an exception.',
    'left-out': 'No rule leaves anybody out.',
    departed: 'Nobody has departed yet.',
  },
} as const;
