import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { InvitePage } from '../api/types';

export const INVITES = ['invites'] as const;

const LIMIT = 50;

/** Invitations, newest first. */
export const useInvites = (after: string | undefined) =>
  useQuery({
    queryKey: [...INVITES, after],
    queryFn: ({ signal }) => {
      const query = { limit: LIMIT, ...(after === undefined ? {} : { after }) };
      return read<InvitePage>(api.GET('/api/v1/invites', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
  });
