import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { parseLicenceLabel, useLicenceLabel } from './useLicenceLabel';
import { useStateChangeText } from './useStateChangeText';

/** What happened, in one sentence, and what that means where it needs saying. */
export interface ChangeWords {
  what: string;
  why?: string;
}

/** Says what happened to a Lucid user. */
export function useChangeText(): (change: UsageChange) => ChangeWords {
  const { t } = useTranslationRef(lucidTranslationRef);
  const { accessText, labelOf, labelsOf } = useLicenceLabel();
  const stateChangeText = useStateChangeText();

  const arrival = (key: 'appeared' | 'returned', licences?: string) => {
    if (licences === undefined) return t(`change.${key}`);
    return licences
      ? t(`change.${key}With`, { licences: labelsOf(licences) })
      : t(`change.${key}Without`);
  };
  const departure = ({ before, after }: UsageChange): ChangeWords => {
    const key =
      after === 'deactivated' || after === 'deleted' ? after : 'departed';
    return {
      what: before
        ? t(`change.${key}With`, { licences: labelsOf(before) })
        : t(`change.${key}`),
      why: t(`change.${key}Why`),
    };
  };
  const value = (
    key: 'email' | 'department',
    { before, after }: UsageChange,
  ) => {
    if (before && after) return t(`change.${key}Changed`, { before, after });
    return after
      ? t(`change.${key}Added`, { after })
      : t(`change.${key}Removed`, { before: before ?? '' });
  };
  const accessOf = (label: string) => {
    const { access } = parseLicenceLabel(label);
    return access ? accessText(access) : t('change.unknownAccess');
  };

  return change => {
    const { type, before = '', after = '' } = change;
    switch (type) {
      case 'appeared':
      case 'returned':
        return { what: arrival(type, change.after) };
      case 'departed':
        return departure(change);
      case 'licence-gained':
        return { what: t('change.licenceGained', { licence: labelOf(after) }) };
      case 'licence-lost':
        return {
          what: t('change.licenceLost', { licence: labelOf(before) }),
          why: t('change.licenceLostWhy'),
        };
      case 'access':
        return {
          what: t('change.access', {
            licence: labelOf(parseLicenceLabel(after).name),
            before: accessOf(before),
            after: accessOf(after),
          }),
          why: t('change.accessWhy'),
        };
      case 'email':
      case 'department':
        return { what: value(type, change) };
      default:
        return { what: stateChangeText(change) };
    }
  };
}
