import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { CatalogUserListQuery } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

const ALL = 'all';
const STATES = ['licensed', 'unlicensed'] as const;

/** Which members of a group are listed: all, or those who are in Lucid or not. */
export function MemberFilter(props: {
  state: CatalogUserListQuery['state'];
  onChange: (state: CatalogUserListQuery['state']) => void;
}) {
  const { state, onChange } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  return (
    <ToggleButtonGroup
      aria-label={t('group.filter')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[state ?? ALL]}
      onSelectionChange={keys => onChange(STATES.find(each => keys.has(each)))}
    >
      <ToggleButton id={ALL}>{t('group.filterAll')}</ToggleButton>
      <ToggleButton id="licensed">{t('group.filterLicensed')}</ToggleButton>
      <ToggleButton id="unlicensed">{t('group.filterUnlicensed')}</ToggleButton>
    </ToggleButtonGroup>
  );
}
