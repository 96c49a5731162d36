import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { LinkInfo } from '../api/types';

/** What a link is for. It is asked once: to look does not use it up, but wrong tokens are counted. */
export const useLink = (token: string) =>
  useQuery({
    enabled: token !== '',
    queryKey: ['link', token],
    queryFn: () => read<LinkInfo>(api.POST('/api/v1/links/check', { body: { token } })),
    staleTime: Infinity,
    retry: false,
  });
