import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import {
  RemixiconComponentType,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
  RiQuestionLine,
  RiSubtractLine,
} from '@remixicon/react';
import { MatcherOutcome } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { CatalogUserLinks } from '../shared/CatalogUserLinks';
import { useOutcomeText } from './useOutcomeText';

const LOOKS: Record<
  MatcherOutcome['outcome'],
  { Icon: RemixiconComponentType; color: string }
> = {
  found: { Icon: RiCheckboxCircleLine, color: 'var(--bui-fg-positive)' },
  several: { Icon: RiQuestionLine, color: 'var(--bui-fg-warning)' },
  none: { Icon: RiCloseCircleLine, color: 'var(--bui-fg-negative)' },
  'nothing-to-compare': {
    Icon: RiSubtractLine,
    color: 'var(--bui-fg-secondary)',
  },
  'not-asked': { Icon: RiSubtractLine, color: 'var(--bui-fg-secondary)' },
};

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    gap: 'var(--bui-space-2)',
    overflowWrap: 'anywhere',
    '& + &': { marginTop: 'var(--bui-space-2)' },
  },
  icon: { flexShrink: 0 },
});

/** What each matcher made of a Lucid user, in the order in which they are asked. */
export function MatcherOutcomes(props: {
  matchers: MatcherOutcome[];
  /** Level of the heading. */
  level: 'h3' | 'h4';
}) {
  const { matchers, level } = props;
  const { t } = useTranslationRef(lucidTranslationRef);
  const { matcherName, outcomeText } = useOutcomeText();
  const classes = useStyles();
  return (
    <section>
      <Flex direction="column" gap="3">
        <Flex direction="column" gap="1">
          <Text as={level} weight="bold">
            {t('explanation.comparedTitle')}
          </Text>
          <Text as="p" variant="body-small" color="secondary">
            {t('explanation.comparedText')}
          </Text>
        </Flex>
        <ol
          className={classes.list}
          aria-label={t('explanation.comparedTitle')}
        >
          {matchers.map(each => {
            const { Icon, color } = LOOKS[each.outcome];
            return (
              <li key={each.matcher} className={classes.item}>
                <Icon
                  size={20}
                  color={color}
                  className={classes.icon}
                  aria-hidden
                />
                <Flex direction="column" gap="1" style={{ minWidth: 0 }}>
                  <Text
                    color={
                      each.outcome === 'not-asked' ||
                      each.outcome === 'nothing-to-compare'
                        ? 'secondary'
                        : 'primary'
                    }
                  >
                    {matcherName(each.matcher)}: {outcomeText(each)}
                  </Text>
                  {each.entityRefs.length > 0 && (
                    <CatalogUserLinks entityRefs={each.entityRefs} />
                  )}
                </Flex>
              </li>
            );
          })}
        </ol>
      </Flex>
    </section>
  );
}
