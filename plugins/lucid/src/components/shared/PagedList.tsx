import { Card, CardBody, Flex } from '@backstage/ui';
import { ListPage } from 'backstage-plugin-lucid-common';
import { ReactNode } from 'react';
import { ListExport } from '../../api';
import { LucidData } from '../../hooks/useLucidData';
import { ExportButton } from '../export/ExportButton';
import { Answer } from './Answer';
import { EmptyPage } from './EmptyPage';
import { FocusPlace } from './FocusPlace';
import { Pager } from './Pager';

/**
 * The frame of a list that the backend pages: why it cannot be read, what it means
 * that nothing is there, its other pages, and the way back to the first one.
 */
export function PagedList<T>(props: {
  /** What the list is called. */
  label: string;
  answer: LucidData<ListPage<T>>;
  /** Absent on the first page. */
  cursor?: string;
  onCursor: (cursor: string | undefined) => void;
  /** What it means that the list is empty. */
  empty: ReactNode;
  /** Says that nothing is left on a page, as is fit for the list. */
  leftText?: string;
  /** Number of items with their unit; users unless told. */
  totalText?: (count: number) => string;
  errorTitle?: string;
  /** All of the list, where it can be saved as a file. */
  exported?: ListExport;
  /** It stands in a card already; it gets one of its own unless told. */
  isInCard?: boolean;
  /**
   * Shows a page, which is absent while the first one is awaited.
   *
   * @param empty - stands there where the page holds nothing
   */
  children: (page: ListPage<T> | undefined, empty: ReactNode) => ReactNode;
}) {
  const { label, answer, cursor, onCursor, totalText, exported } = props;
  const page = answer.value;
  const backToFirstPage = () => onCursor(undefined);

  const content = (
    <>
      {props.children(
        page,
        <EmptyPage
          page={page}
          leftText={props.leftText}
          onFirstPage={backToFirstPage}
        >
          {props.empty}
        </EmptyPage>,
      )}
      {page && (
        <Flex
          align="center"
          justify={exported ? 'between' : 'end'}
          gap="2"
          style={{ flexWrap: 'wrap' }}
        >
          {exported && (
            <ExportButton
              label={label}
              wanted={exported}
              isEmpty={page.totalItems === 0}
            />
          )}
          <Pager
            label={label}
            page={page}
            total={totalText?.(page.totalItems)}
            onCursor={onCursor}
          />
        </Flex>
      )}
    </>
  );
  return (
    <FocusPlace label={label}>
      <Flex direction="column" gap="4">
        <Answer
          of={answer}
          errorTitle={props.errorTitle}
          onFirstPage={cursor ? backToFirstPage : undefined}
        >
          {props.isInCard ? (
            <div>{content}</div>
          ) : (
            <Card>
              <CardBody>{content}</CardBody>
            </Card>
          )}
        </Answer>
      </Flex>
    </FocusPlace>
  );
}
