import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { LicenceUsage, MatchExplanation } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';
import { Snippet } from '../shared/Snippet';
import { Candidate, Candidates } from './Candidates';

/** Who an undetected or ambiguous Lucid user may be, and how to say so in the catalog. */
export function SettleInCatalog(props: {
  usage: LicenceUsage;
  explanation: MatchExplanation;
  /** Level of the heading. */
  level: 'h3' | 'h4';
}) {
  const { usage, explanation, level } = props;
  const { nearest, annotation } = explanation;
  const { t } = useTranslationRef(lucidTranslationRef);
  const matched = usage.match?.entityRefs ?? [];
  const candidates: Candidate[] = [
    ...matched.map(
      entityRef =>
        nearest.find(each => each.entityRef === entityRef) ?? { entityRef },
    ),
    ...nearest.filter(({ entityRef }) => !matched.includes(entityRef)),
  ];

  return (
    <section>
      <Flex direction="column" gap="3">
        <Text as={level} weight="bold">
          {t('explanation.nearestTitle')}
        </Text>
        {candidates.length === 0 ? (
          <Text as="p" color="secondary">
            {t('explanation.nobodyNear')}
          </Text>
        ) : (
          <Candidates candidates={candidates} yaml={annotation.yaml} />
        )}
        <Text as="p" color="secondary">
          {t('explanation.annotationText')}
        </Text>
        <Snippet
          label={t('explanation.annotationLine')}
          text={annotation.yaml}
        />
      </Flex>
    </section>
  );
}
