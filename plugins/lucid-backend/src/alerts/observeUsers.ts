import { AlertRuleOf } from '../config/AlertsConfig';
import { Sighting, Watched } from './Observation';
import { countText, numberText, shareText } from './numbers';

const SETTLE_THEM =
  'Nobody in the catalog matches them. The list says who they may be, and how to settle them.';

/** Nothing is known before the first snapshot. */
export function observeUndetectedUsers({
  rule,
  facts: { account, counts },
  wording,
}: Watched<AlertRuleOf<'undetected-users'>>): Sighting | undefined {
  if (!counts) {
    return undefined;
  }
  const holds = counts.undetected > rule.above;
  return {
    holds,
    title: `${countText(
      counts.undetected,
      'undetected Lucid user',
    )}${wording.inAccount(account)}, ${
      holds ? 'more than' : 'no more than'
    } ${numberText(rule.above)}`,
    description: holds ? SETTLE_THEM : 'There are few enough of them again.',
    link: wording.links.undetected(account),
  };
}

/** Nothing is known before the first snapshot. */
export function observeUndetectedShare({
  rule,
  facts: { account, counts },
  wording,
}: Watched<AlertRuleOf<'undetected-share'>>): Sighting | undefined {
  if (!counts) {
    return undefined;
  }
  const share = counts.users > 0 ? counts.undetected / counts.users : 0;
  const holds = share > rule.above;
  return {
    holds,
    title: `${shareText(share)} of the Lucid users${wording.inAccount(
      account,
    )} are undetected, ${holds ? 'more than' : 'no more than'} ${shareText(
      rule.above,
    )}`,
    description: holds ? SETTLE_THEM : 'There are few enough of them again.',
    link: wording.links.undetected(account),
  };
}
