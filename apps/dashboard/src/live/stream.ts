import { LiveFeed } from '@waybill/admin-client';
import { useSyncExternalStore } from 'react';
import type { Attachment, LiveTransfer, RelayLoad } from '../api/types';

/** How the open connection to the server's event stream stands. */
export type StreamHealth = 'connecting' | 'live' | 'stale';

export interface LiveState {
  readonly health: StreamHealth;
  readonly items: readonly LiveTransfer[];
  /** Whether `items` was ever told. */
  readonly known: boolean;
  /** How busy the relay is; undefined where none runs, or it was not told yet. */
  readonly relay?: RelayLoad | undefined;
  /** Host servers and their links, as far as they were told. */
  readonly attachments?: readonly Attachment[];
  /** Goes up by one each time the stream came back after it was lost. */
  readonly returns: number;
}

const RETRY_MS = 3_000;

let state: LiveState = { health: 'connecting', items: [], known: false, returns: 0 };
let feed: LiveFeed | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function change(part: Partial<LiveState>): void {
  state = { ...state, ...part };
  for (const listener of listeners) listener();
}

function onFresh(isFresh: boolean): void {
  clearTimeout(retry);
  if (isFresh) {
    const returns = state.health === 'stale' ? state.returns + 1 : state.returns;
    change({ health: 'live', returns });
    return;
  }
  change({ health: 'stale' });
  // A refusal (a proxy's error page, a lost session) ends an EventSource for good: begin again.
  retry = setTimeout(reopen, RETRY_MS);
}

function reopen(): void {
  feed?.close();
  feed = new LiveFeed({
    live: (items) => {
      change({ items, known: true });
    },
    attachments: ({ items }) => {
      change({ attachments: items });
    },
    counters: ({ relay }) => {
      change({ relay: relay ?? undefined });
    },
    fresh: onFresh,
  });
}

function close(): void {
  clearTimeout(retry);
  feed?.close();
  feed = undefined;
  state = { ...state, health: 'connecting' };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) reopen();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) close();
  };
}

/** What is running now, as the server pushes it: one connection for the tab, however many ask. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => state,
  );
}
