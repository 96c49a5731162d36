import { connect, type Socket } from 'node:net';

const GREETING = Buffer.from([5, 1, 0]);

/** CONNECT to a bytestream: DOMAINNAME of 40 hex digits, port 0. @see XEP-0065 §5.3.2 */
export function connectRequest(address: string): Buffer {
  return Buffer.concat([
    Buffer.from([5, 1, 0, 3, address.length]),
    Buffer.from(address, 'latin1'),
    Buffer.from([0, 0]),
  ]);
}

/** Reads exactly so many bytes of a socket that is not read otherwise. */
function readBytes(socket: Socket, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void) => {
      socket.off('readable', tryRead);
      socket.off('error', failed);
      socket.off('close', closed);
      work();
    };
    const tryRead = () => {
      const chunk = socket.read(length) as Buffer | null;
      if (chunk !== null && chunk.length === length) settle(() => resolve(chunk));
    };
    const failed = (error: Error) => settle(() => reject(error));
    const closed = () => settle(() => reject(new Error('the streamhost closed the connection')));
    socket.on('readable', tryRead);
    socket.on('error', failed);
    socket.on('close', closed);
    tryRead();
  });
}

/**
 * Connects to a streamhost and names the bytestream.
 * @returns the socket, paused, after the streamhost's consent
 * @throws Error when it refuses, with its reply code
 */
export async function socks5Connect(host: string, port: number, address: string): Promise<Socket> {
  const socket = connect(port, host);
  socket.pause();
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    socket.write(GREETING);
    const [, method] = await readBytes(socket, 2);
    if (method !== 0) throw new Error(`the streamhost wants login method ${method}`);
    socket.write(connectRequest(address));
    const head = await readBytes(socket, 5);
    const code = head[1] ?? 255;
    if (code !== 0) throw new Error(`the streamhost refused the bytestream (SOCKS5 reply ${code})`);
    // the address echoed back, and a port
    await readBytes(socket, (head[4] ?? 0) + 2);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}
