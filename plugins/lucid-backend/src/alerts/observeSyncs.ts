import { AlertRuleOf } from '../config/AlertsConfig';
import { Sighting, Watched } from './Observation';
import { countText, durationText } from './numbers';

export function observeFailingSyncs({
  rule,
  facts: { account, counts, failing },
  now,
  wording,
}: Watched<AlertRuleOf<'sync-failing'>>): Sighting {
  const link = wording.links.sync();
  const failedFor = failing ? now.getTime() - Date.parse(failing.since) : 0;
  if (!failing || failedFor < rule.forMilliseconds) {
    return {
      holds: false,
      title: `Lucid is synced again${wording.inAccount(account)}`,
      description: 'What is shown is up to date.',
      link,
    };
  }
  return {
    holds: true,
    title: `Syncs of Lucid${wording.inAccount(
      account,
    )} have failed for ${durationText(failedFor)}`,
    description: `${
      counts
        ? 'What is shown is the last good snapshot.'
        : 'Nothing is shown before one succeeds.'
    } ${failing.reason}`,
    link,
  };
}

export function observeHeldSnapshot({
  facts: { account, held },
  wording,
}: Watched<AlertRuleOf<'held-snapshot'>>): Sighting {
  const link = wording.links.sync();
  if (!held) {
    return {
      holds: false,
      title: `no snapshot of Lucid is held any more${wording.inAccount(
        account,
      )}`,
      description: 'It was confirmed, discarded, or settled by a later sync.',
      link,
    };
  }
  const faults = [
    ...(held.removals > 0 || held.rejections === 0
      ? [`would remove ${countText(held.removals, 'Lucid user')}`]
      : []),
    ...(held.rejections > 0
      ? [`has ${countText(held.rejections, 'user')} that cannot be understood`]
      : []),
  ];
  return {
    holds: true,
    title: `A snapshot of Lucid is held${wording.inAccount(
      account,
    )}: it ${faults.join(' and ')}`,
    description:
      'What is shown stays as it is until somebody confirms or discards the snapshot.',
    link,
  };
}
