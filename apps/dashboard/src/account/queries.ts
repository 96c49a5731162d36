import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { SecondFactor } from '../api/types';

export const SECOND_FACTOR = ['account', 'second-factor'] as const;

/** Whether an authenticator is asked for when I sign in. */
export const useSecondFactor = () =>
  useQuery({
    queryKey: SECOND_FACTOR,
    queryFn: ({ signal }) =>
      read<SecondFactor>(api.GET('/api/v1/account/second-factor', { signal })),
  });
