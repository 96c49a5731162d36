import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const GREETING_BYTES = 3;
const REQUEST_BYTES = 47;

/** The streamhost that an old client opens on its own machine: takes one receiver, and asks nothing. */
export class SenderStreamhost {
  private readonly server: Server;
  private readonly arrival: Promise<{ readonly socket: Socket; readonly address: string }>;

  private constructor() {
    let arrived!: (guest: { socket: Socket; address: string }) => void;
    this.arrival = new Promise((resolve) => (arrived = resolve));
    this.server = createServer((socket) => this.serve(socket, arrived));
  }

  static async open(): Promise<SenderStreamhost> {
    const host = new SenderStreamhost();
    await new Promise<void>((resolve) => host.server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The receiver's connection, and the bytestream it named. */
  get guest(): Promise<{ readonly socket: Socket; readonly address: string }> {
    return this.arrival;
  }

  close(): void {
    this.server.close();
  }

  private serve(socket: Socket, arrived: (guest: { socket: Socket; address: string }) => void) {
    let read = Buffer.alloc(0);
    const take = (chunk: Buffer) => {
      const before = read.length;
      read = Buffer.concat([read, chunk]);
      if (before < GREETING_BYTES && read.length >= GREETING_BYTES)
        socket.write(Buffer.from([5, 0]));
      if (read.length < GREETING_BYTES + REQUEST_BYTES) return;
      socket.off('data', take);
      const request = read.subarray(GREETING_BYTES, GREETING_BYTES + REQUEST_BYTES);
      const reply = Buffer.from(request);
      reply[1] = 0;
      socket.write(reply);
      arrived({ socket, address: request.subarray(5, 45).toString('latin1') });
    };
    socket.on('data', take);
  }
}
