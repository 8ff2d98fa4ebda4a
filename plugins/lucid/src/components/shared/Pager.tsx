import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonIcon, Flex, Text } from '@backstage/ui';
import { RiArrowLeftSLine, RiArrowRightSLine } from '@remixicon/react';
import { ListPage } from 'backstage-plugin-lucid-common';
import { lucidTranslationRef } from '../../translation';

/** Turns the pages of a list that the backend pages. */
export function Pager(props: {
  /** What the list is called. */
  label: string;
  page: Omit<ListPage<unknown>, 'items'>;
  /** Number of items with their unit; users unless told. */
  total?: string;
  onCursor: (cursor: string) => void;
}) {
  const { label, page, total, onCursor } = props;
  const { totalItems, nextCursor, prevCursor } = page;
  const { t } = useTranslationRef(lucidTranslationRef);

  return (
    <nav aria-label={t('list.pages', { table: label })}>
      <Flex align="center" justify="end" gap="2" pt="3">
        <Text as="p" role="status">
          {total ?? t('list.total', { count: totalItems })}
        </Text>
        {(nextCursor || prevCursor) && (
          <>
            <ButtonIcon
              variant="secondary"
              size="small"
              icon={<RiArrowLeftSLine />}
              aria-label={t('list.previous')}
              isDisabled={!prevCursor}
              onPress={() => prevCursor && onCursor(prevCursor)}
            />
            <ButtonIcon
              variant="secondary"
              size="small"
              icon={<RiArrowRightSLine />}
              aria-label={t('list.next')}
              isDisabled={!nextCursor}
              onPress={() => nextCursor && onCursor(nextCursor)}
            />
          </>
        )}
      </Flex>
    </nav>
  );
}
