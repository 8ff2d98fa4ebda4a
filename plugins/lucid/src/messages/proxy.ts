/** Why an active user is shown where Lucid says nothing of licences. */
export const proxyMessages = {
  why: 'Why?',
  title: 'Why “Active user” is shown, and not a licence',
  whatLucidSays:
    'Lucid tells who its users are through SCIM, and of some accounts which licences they hold. Accounts that assign licences through org groups say nothing of them there.',
  whatIsShown:
    'Where Lucid says nothing, “Active user” stands in for the licence. Whoever is active takes at most one seat, so their number is the most that can be in use; whether each can edit is not known.',
  whatItCosts:
    'It has a price only if lucid.licences in the configuration names one for active-user, and costs are then what they are at most.',
  whatHelps:
    'With lucid.groups.licenceHints in the configuration, groups of Lucid say which licence is likely. That remains a hint, and is never counted as a licence.',
} as const;
