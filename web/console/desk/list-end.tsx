import { Alert, Button, Flex } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../kit/describe-error.ts';
import type { useCaseList } from './use-case-list.ts';

/** On a map the end of the list is always in sight: beyond this many cases one asks for more by the button. */
const mostUnasked = 1000;

/** Under the list: fetches the next page when it comes into sight, by button too, and says where the list ends. */
export function ListEnd({ list, map }: { list: ReturnType<typeof useCaseList>; map: boolean }) {
  const { t } = useTranslation();
  const mark = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const enough = map && list.rows.length >= mostUnasked;
  useEffect(() => {
    if (!hasNextPage || isFetchingNextPage || enough || mark.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { root: mark.current.closest('.frame-main'), rootMargin: '0px 0px 600px' },
    );
    observer.observe(mark.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, enough]);
  return (
    <Flex ref={mark} justify="center" align="center" className="list-end quiet" gap={12}>
      {list.isError && (
        <Alert
          type="error"
          title={describeError(list.error)}
          action={
            <Button size="small" onClick={() => void list.refetch()}>
              {t('shell.retry')}
            </Button>
          }
        />
      )}
      {list.rows.length > 0 &&
        (hasNextPage ? (
          <>
            <span>{t('desk.loadedRows', { count: list.rows.length })}</span>
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('desk.more')}
            </Button>
          </>
        ) : (
          <span>{t('desk.end', { count: list.rows.length })}</span>
        ))}
    </Flex>
  );
}
