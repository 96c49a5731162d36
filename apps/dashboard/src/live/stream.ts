import { LiveFeed } from '@waybill/admin-client';
import { useSyncExternalStore } from 'react';
import type { Attachment, LiveTransfer, RelayLoad } from '../api/types';
import { SteadyOrder } from './steady-order';

/** How the open connection to the server's event stream stands. */
export type StreamHealth = 'connecting' | 'live' | 'stale';

export interface LiveState {
  readonly health: StreamHealth;
  /** Fastest first. */
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
const order = new SteadyOrder();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** Nobody sees a hidden tab: it learns how things stand when it is looked at again. */
function change(part: Partial<LiveState>): void {
  state = { ...state, ...part };
  if (!document.hidden) tell();
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
      change({ items: order.of(items, performance.now()), known: true });
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
  if (listeners.size === 1) {
    document.addEventListener('visibilitychange', tell);
    reopen();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', tell);
    close();
  };
}

/**
 * A part of what the server pushes: one connection for the tab, however many ask. Who asks is drawn anew when the part is
 * another, so `part` makes nothing of its own.
 */
export function useLive<Part>(part: (state: LiveState) => Part): Part {
  const now = (): Part => part(state);
  return useSyncExternalStore(subscribe, now, now);
}

/** All of what is running now. */
export const useLiveState = (): LiveState => useLive((all) => all);
