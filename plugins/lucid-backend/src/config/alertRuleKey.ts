import { AlertRuleConfig } from './AlertsConfig';

/**
 * Names a rule by what it watches, wherever in the configuration it stands: the
 * same for two rules that differ in nothing but their account, their severity and
 * their recipients.
 */
export function alertRuleKey(rule: AlertRuleConfig): string {
  switch (rule.rule) {
    case 'undetected-users':
    case 'undetected-share':
      return key(rule.rule, rule.above);
    case 'seats-left':
      return key(rule.rule, rule.below, rule.pool, rule.licence);
    case 'utilisation':
      return key(rule.rule, rule.above, rule.pool, rule.licence);
    case 'renewal':
      return key(rule.rule, rule.withinDays, rule.pool, rule.licence);
    case 'sync-failing':
      return key(rule.rule, rule.forMilliseconds);
    default:
      return key(rule.rule);
  }
}

/** Names may hold anything: JSON keeps them apart. */
function key(...parts: (string | number | undefined)[]): string {
  return JSON.stringify(parts.map(part => part ?? null));
}
