import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { keys } from '../api/queries';
import type { TransferDetail } from '../api/types';
import { useLive } from '../live/stream';

/** The pushed numbers over those that were asked for; the end is asked for as soon as it is told. */
export function useLatest(transfer: TransferDetail | undefined): TransferDetail | undefined {
  const client = useQueryClient();
  const known = useLive((all) => all.known);
  const live = useLive(({ items }) => items.find((item) => item.id === transfer?.id));
  const id = transfer?.id;
  const left = known && live === undefined && transfer?.endedAt === null;
  useEffect(() => {
    if (left && id !== undefined) void client.invalidateQueries({ queryKey: keys.transfers });
  }, [left, id, client]);
  if (transfer === undefined || live === undefined || transfer.endedAt !== null) return transfer;
  const { state, path, bytes, percent, rateBytesPerSecond } = live;
  return { ...transfer, state, path, bytes, percent, rateBytesPerSecond };
}
