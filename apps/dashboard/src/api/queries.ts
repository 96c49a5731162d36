import {
  QueryClient,
  keepPreviousData,
  queryOptions,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { operations } from '@waybill/admin-client';
import { useEffect } from 'react';
import { ApiProblem, api, read } from './client';
import { earlyAddress, earlyBody, earlyOr } from './early';
import type {
  Overview,
  OwnAccount,
  SessionInfo,
  SessionPage,
  SignInPage,
  TransferDetail,
  TransferPage,
  UserDetail,
  UserPage,
} from './types';

export type TransfersQuery = NonNullable<operations['listTransfers']['parameters']['query']>;
export type UsersQuery = NonNullable<operations['listUsers']['parameters']['query']>;

const RETRIES = 2;

/** One client for the tab. What the API refuses is not asked again; what it could not answer is, twice. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          !(error instanceof ApiProblem && error.status > 0 && error.status < 500) &&
          failures < RETRIES,
      },
    },
  });
}

export const keys = {
  session: ['session'],
  account: ['account'],
  overview: ['overview'],
  transfers: ['transfers'],
  transfer: (id: string) => ['transfers', 'one', id],
  users: ['users'],
  user: (jid: string) => ['users', 'one', jid],
  sessions: ['sessions'],
} as const;

/** How to ask for what the exported page may have asked for already. */
const withEarly = <Body>(address: string, ask: (signal: AbortSignal) => Promise<Body>) => ({
  initialData: () => earlyBody<Body>(address),
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => earlyOr(address, () => ask(signal)),
});

export const useSession = () =>
  useQuery({
    ...withEarly('/api/v1/session', (signal) =>
      read<SessionInfo>(api.GET('/api/v1/session', { signal })),
    ),
    queryKey: keys.session,
    staleTime: Infinity,
  });

export const useOverview = () =>
  useQuery({
    ...withEarly('/api/v1/overview', (signal) =>
      read<Overview>(api.GET('/api/v1/overview', { signal })),
    ),
    queryKey: keys.overview,
    refetchInterval: 15_000,
  });

const transfersList = (query: TransfersQuery) =>
  queryOptions({
    ...withEarly(earlyAddress('/api/v1/transfers', query), (signal) =>
      read<TransferPage>(api.GET('/api/v1/transfers', { params: { query }, signal })),
    ),
    queryKey: [...keys.transfers, 'list', query],
  });

/** @param refetchMs how often the page is looked at again; never where absent */
export const useTransfers = (query: TransfersQuery, refetchMs?: number) =>
  useQuery({
    ...transfersList(query),
    placeholderData: keepPreviousData,
    refetchInterval: refetchMs ?? false,
  });

const AHEAD_MS = 30_000;

/** Asks for a page before anybody wants it, so that it is there when somebody does. */
export function useTransfersAhead(query: TransfersQuery | undefined): void {
  const client = useQueryClient();
  const key = JSON.stringify(query);
  useEffect(() => {
    if (key === undefined) return;
    const ahead = transfersList(JSON.parse(key) as TransfersQuery);
    void client.prefetchQuery({ ...ahead, staleTime: AHEAD_MS });
  }, [client, key]);
}

const WATCH_MS = 2_000;

/** One transfer; while it runs it is asked for again and again, for its steps. */
export const useTransfer = (id: string) =>
  useQuery({
    ...withEarly(`/api/v1/transfers/${encodeURIComponent(id)}`, (signal) =>
      read<TransferDetail>(api.GET('/api/v1/transfers/{id}', { params: { path: { id } }, signal })),
    ),
    queryKey: keys.transfer(id),
    refetchInterval: ({ state }) => (state.data?.endedAt === null ? WATCH_MS : false),
  });

/** @param enabled false as long as it is not known whose users to ask for */
export const useUsers = (query: UsersQuery, enabled = true) =>
  useQuery({
    enabled,
    queryKey: [...keys.users, 'list', query],
    queryFn: ({ signal }) =>
      read<UserPage>(api.GET('/api/v1/users', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });

export const useUser = (jid: string) =>
  useQuery({
    queryKey: keys.user(jid),
    queryFn: ({ signal }) =>
      read<UserDetail>(api.GET('/api/v1/users/{jid}', { params: { path: { jid } }, signal })),
  });

export const useSignIns = (jid: string, after: string | undefined) =>
  useQuery({
    queryKey: [...keys.user(jid), 'sign-ins', after],
    queryFn: ({ signal }) => {
      const query = after === undefined ? {} : { after };
      const params = { path: { jid }, query };
      return read<SignInPage>(api.GET('/api/v1/users/{jid}/sign-ins', { params, signal }));
    },
    placeholderData: keepPreviousData,
  });

const SESSIONS_MS = 5_000;

/** @param q part of a full JID or address */
export const useSessions = (q: string | undefined, after: string | undefined) =>
  useQuery({
    queryKey: [...keys.sessions, q, after],
    queryFn: ({ signal }) => {
      const query = {
        ...(q === undefined ? {} : { q }),
        ...(after === undefined ? {} : { after }),
      };
      return read<SessionPage>(api.GET('/api/v1/sessions', { params: { query }, signal }));
    },
    placeholderData: keepPreviousData,
    refetchInterval: SESSIONS_MS,
  });

export const useAccount = () =>
  useQuery({
    queryKey: keys.account,
    queryFn: ({ signal }) => read<OwnAccount>(api.GET('/api/v1/account', { signal })),
  });
