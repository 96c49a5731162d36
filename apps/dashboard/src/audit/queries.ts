import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { operations } from '@waybill/admin-client';
import { api, read } from '../api/client';
import type { AuditEntry, AuditPage, AuditState, AuditVerdict } from '../api/types';

export type AuditQuery = NonNullable<operations['listAudit']['parameters']['query']>;

const AUDIT = ['audit'] as const;
const STATE = [...AUDIT, 'state'] as const;

export const KINDS = [
  'operator-action',
  'account-change',
  'sign-in',
  'transfer-offered',
  'transfer-ended',
  'gap',
  'retention',
] as const satisfies readonly AuditEntry['kind'][];

/** The chain, newest first. */
export const useAudit = (query: AuditQuery) =>
  useQuery({
    queryKey: [...AUDIT, 'list', query],
    queryFn: ({ signal }) =>
      read<AuditPage>(api.GET('/api/v1/audit', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

/** @param enabled false for those who may only see what they did themselves */
export const useAuditState = (enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: STATE,
    queryFn: ({ signal }) => read<AuditState>(api.GET('/api/v1/audit/state', { signal })),
  });

/** Recomputes the chain from its first entry. */
export function useVerify() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => read<AuditVerdict>(api.POST('/api/v1/audit/verify')),
    onSuccess: () => client.invalidateQueries({ queryKey: STATE }),
  });
}
