import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { ApiKeyList } from '../api/types';

export const KEYS = ['keys'] as const;

/** API keys, newest first, and the scopes there are. */
export const useKeys = () =>
  useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => read<ApiKeyList>(api.GET('/api/v1/keys', { signal })),
  });
