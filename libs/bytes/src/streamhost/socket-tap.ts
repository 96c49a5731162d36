import { Socket } from 'node:net';

/** Where the bytes of a tapped socket go. */
export interface ByteSink {
  /**
   * Takes what was read.
   * @param reused the memory is filled again as soon as `true` is returned, or the socket resumed
   * @returns false to stop reading until the socket's `resume()` is called
   */
  take(bytes: Buffer, reused: boolean): boolean;
  /** The memory to read into from now on. Asked for after each `take`. */
  nextBuffer(): Uint8Array;
}

interface TcpHandle {
  readStart(): number;
  useUserBuffer(buffer: Uint8Array): void;
}

function isTcpHandle(handle: unknown): handle is TcpHandle {
  if (typeof handle !== 'object' || handle === null) return false;
  const { readStart, useUserBuffer } = handle as Partial<TcpHandle>;
  return typeof readStart === 'function' && typeof useUserBuffer === 'function';
}

/**
 * Starts reading an accepted socket into memory of the sink's choice, which costs half of what Node's own
 * allocation per read does. `onread` is public, but not for accepted sockets: their handle is moved to a new
 * socket. Where this Node has no such handle, the bytes come by `data` events and everything else is the same.
 * @param accepted from a server with `pauseOnConnect`; not to be used afterwards, the returned socket takes its place
 * @param direct false forces the second way
 */
export function tap(accepted: Socket, sink: ByteSink, direct = true): Socket {
  const owner = accepted as unknown as { _handle: unknown };
  const handle = owner._handle;
  if (!direct || !isTcpHandle(handle)) return tapEvents(accepted, sink);
  owner._handle = null;
  accepted.destroy();
  const options = {
    handle,
    allowHalfOpen: true,
    onread: {
      buffer: () => sink.nextBuffer(),
      callback: (size: number, buffer: Uint8Array) =>
        sink.take(buffer.subarray(0, size) as Buffer, true),
    },
  };
  return new Socket(options);
}

function tapEvents(accepted: Socket, sink: ByteSink): Socket {
  accepted.on('data', (bytes: Buffer) => {
    if (!sink.take(bytes, false)) accepted.pause();
  });
  return accepted.resume();
}
