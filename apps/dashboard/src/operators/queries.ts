import { useQuery } from '@tanstack/react-query';
import { api, read } from '../api/client';
import type { Operator, OperatorList } from '../api/types';

export const OPERATORS = ['operators'] as const;

export type Role = Operator['role'];
export const ROLES: readonly Role[] = ['owner', 'admin', 'auditor', 'helpdesk'];

/** Who may sign in to this dashboard. */
export const useOperators = () =>
  useQuery({
    queryKey: OPERATORS,
    queryFn: ({ signal }) => read<OperatorList>(api.GET('/api/v1/operators', { signal })),
  });
