import { useQueryClient } from '@tanstack/react-query';
import { useCaseEvents } from '../../kit/events.ts';

/** Keeps every list and case on screen true while the reader watches: each step of a case of theirs reloads it. */
export function useLiveCases(): void {
  const client = useQueryClient();
  useCaseEvents(
    ({ number }) => {
      void client.invalidateQueries({ queryKey: ['case', number] });
      void client.invalidateQueries({ queryKey: ['mine'] });
    },
    () => void client.invalidateQueries({ predicate: ({ queryKey: [key] }) => key === 'case' || key === 'mine' }),
  );
}
