import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { AttachmentList, AttachmentSnippet } from '../api/types';
import { useLive } from '../live/stream';
import { useMay } from '../shell/permissions';

export const attachmentKeys = {
  list: ['attachments'],
  snippet: (domain: string) => ['attachments', 'snippet', domain],
} as const;

/**
 * The host servers and their links: asked for once, from then on pushed. Without a stream the list that was asked for
 * stands, greyed by the page.
 */
export function useAttachments() {
  const may = useMay('attachments:read');
  const attachments = useLive((live) => live.attachments);
  const query = useQuery({
    queryKey: attachmentKeys.list,
    queryFn: ({ signal }) => read<AttachmentList>(api.GET('/api/v1/attachments', { signal })),
    enabled: may,
  });
  return { query, items: attachments ?? query.data?.items };
}

/** What to paste. It holds the secret, each look is recorded: never asked for but by a click. */
export const useSnippet = (domain: string, wanted: boolean) =>
  useQuery({
    queryKey: attachmentKeys.snippet(domain),
    queryFn: ({ signal }) =>
      read<AttachmentSnippet>(
        api.GET('/api/v1/attachments/{domain}/snippet', { params: { path: { domain } }, signal }),
      ),
    enabled: wanted,
    staleTime: Infinity,
    gcTime: 0,
  });
