import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, read } from '../../api/client';
import { keys } from '../../api/queries';
import type { UserImportReport } from '../../api/types';

interface Run {
  readonly text: string;
  /** Look, and change nothing. */
  readonly dryRun: boolean;
}

/** Sends a file; the server tells what it thinks of every row. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, dryRun }: Run) =>
      read<UserImportReport>(
        api.POST('/api/v1/users/import', {
          params: { query: { dryRun: dryRun ? 'true' : 'false' } },
          headers: { 'Content-Type': 'text/csv' },
          body: text,
          bodySerializer: (body) => body,
        }),
      ),
    onSuccess: ({ dryRun }) => {
      if (!dryRun) void client.invalidateQueries({ queryKey: keys.users });
    },
  });
}
