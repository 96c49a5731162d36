import type { Socket } from 'node:net';

/** Who hears of a socket. */
export interface SocketOwner {
  read(chunk: Buffer): void;
  drained(): void;
  handshakeDone(): void;
  gone(): void;
}

const OWNER = Symbol('owner');

type OwnedSocket = Socket & { [OWNER]?: SocketOwner };

// one set of listeners for all sockets: none of them costs a closure
function onData(this: OwnedSocket, chunk: Buffer): void {
  this[OWNER]?.read(chunk);
}
function onDrain(this: OwnedSocket): void {
  this[OWNER]?.drained();
}
function onSecure(this: OwnedSocket): void {
  this[OWNER]?.handshakeDone();
}
function onClose(this: OwnedSocket): void {
  this[OWNER]?.gone();
}
function onError(this: OwnedSocket): void {
  // 'close' follows; a peer that vanishes is nothing to report
  this.destroy();
}

/** Tells the owner of everything that happens to the socket. */
export function attach(socket: Socket, owner: SocketOwner): void {
  (socket as OwnedSocket)[OWNER] = owner;
  socket.on('error', onError);
  socket.on('close', onClose);
  socket.on('drain', onDrain);
  socket.on('secure', onSecure);
  socket.on('data', onData);
}

/** Stops telling; errors are still taken care of. For a socket that goes on inside another. */
export function detach(socket: Socket): void {
  delete (socket as OwnedSocket)[OWNER];
  socket.off('data', onData);
  socket.off('drain', onDrain);
  socket.off('close', onClose);
}
