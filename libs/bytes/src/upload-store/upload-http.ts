import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createNetServer, isIP, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { TLSSocket, type SecureContext } from 'node:tls';
import { readUploadPath, type UploadIntake, type UploadStore } from '@waybill/domain';
import { addressBlock, plainAddress } from '../streamhost/addresses.js';
import { CountedKeys } from '../streamhost/counted-keys.js';
import type { Ticker } from '../streamhost/ticker.js';
import { sendHead, sendProblem, type Exchange } from './exchange.js';
import { GetHandler } from './get-handler.js';
import { PutHandler } from './put-handler.js';
import { PREFLIGHT } from './response-headers.js';
import { SlowWatch } from './slow-watch.js';
import { TappedConnection } from './tapped-connection.js';

const MAX_HEADER_BYTES = 16 * 1024;
const KEEP_ALIVE_MS = 15_000;

export interface UploadHttpSettings {
  readonly listen: { readonly host: string | undefined; readonly port: number };
  /** TLS from the first byte, with the certificate of the moment; undefined for plain HTTP behind a proxy. */
  readonly secureContext: (() => SecureContext) | undefined;
  /** Addresses whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Time for a TLS handshake, and for the head of a request. */
  readonly headSeconds: number;
  /** Silence after which a connection ends. */
  readonly idleSeconds: number;
  /** What a sender has to bring, on average over `slowSeconds`. */
  readonly minBytesPerSecond: number;
  readonly slowSeconds: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly onFault: (error: unknown) => void;
}

/** The listener of uploads and downloads. It serves nothing else, and has an origin of its own. */
export class UploadHttp {
  private readonly http;
  private readonly net;
  private readonly open = new Set<Duplex>();
  private readonly perAddress = new CountedKeys();
  private readonly puts: PutHandler;
  private readonly gets: GetHandler;

  constructor(
    private readonly settings: UploadHttpSettings,
    intake: UploadIntake,
    store: UploadStore,
    ticker: Ticker,
  ) {
    const { headSeconds, slowSeconds, minBytesPerSecond } = settings;
    const rule = { windowMs: slowSeconds * 1000, bytesPerSecond: minBytesPerSecond };
    this.puts = new PutHandler(intake, store, new SlowWatch(ticker, rule), settings.onFault);
    this.gets = new GetHandler(intake, store);
    // nothing is read before it is settled into which memory
    const pauseOnConnect = settings.secureContext === undefined;
    this.net = createNetServer({ pauseOnConnect }, (socket) => this.accept(socket));
    this.http = createHttpServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: headSeconds * 1000,
      // a body may take as long as its bytes keep coming
      requestTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 1000,
    });
    this.http.on('request', (request, response) => this.take(request, response, () => undefined));
    this.http.on('checkContinue', (request: IncomingMessage, response: ServerResponse) =>
      this.take(request, response, () => response.writeContinue()),
    );
    this.http.setTimeout(settings.idleSeconds * 1000);
  }

  /** Connections that are open; for metrics. */
  get connections(): number {
    return this.open.size;
  }

  /** @throws Error with the system's code when the port cannot be had */
  listen(): Promise<AddressInfo> {
    const { host, port } = this.settings.listen;
    return new Promise((resolve, reject) => {
      this.net.once('error', reject);
      this.net.listen({ host, port }, () => {
        this.net.off('error', reject);
        this.net.on('error', this.settings.onFault);
        resolve(this.net.address() as AddressInfo);
      });
    });
  }

  /** Ends everything, transfers that run included. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.net.close(() => resolve()));
    for (const each of this.open) each.destroy();
    await closed;
    this.http.close();
  }

  private accept(socket: Socket): void {
    const { settings } = this;
    const address = plainAddress(socket.remoteAddress ?? '');
    const block = addressBlock(address);
    const isProxy = settings.trustedProxies.includes(address);
    const crowded =
      this.open.size >= settings.maxConnections ||
      (!isProxy && this.perAddress.count(block) >= settings.maxConnectionsPerAddress);
    if (crowded) {
      socket.destroy();
      return;
    }
    socket.setNoDelay(true);
    const { secureContext } = settings;
    const connection = secureContext === undefined ? new TappedConnection(socket) : socket;
    connection.on('error', () => connection.destroy());
    this.open.add(connection);
    this.perAddress.add(block);
    connection.once('close', () => {
      this.open.delete(connection);
      this.perAddress.remove(block);
    });
    if (secureContext === undefined) this.http.emit('connection', connection);
    else this.secure(socket, secureContext());
  }

  private secure(socket: Socket, secureContext: SecureContext): void {
    const secured = new TLSSocket(socket, { isServer: true, secureContext });
    const timer = setTimeout(() => socket.destroy(), this.settings.headSeconds * 1000);
    timer.unref();
    secured.on('error', () => socket.destroy());
    secured.once('close', () => clearTimeout(timer));
    secured.once('secure', () => {
      clearTimeout(timer);
      this.http.emit('connection', secured);
    });
  }

  private take(request: IncomingMessage, response: ServerResponse, goOn: () => void): void {
    const exchange: Exchange = { request, response, address: this.addressOf(request) };
    this.route(exchange, goOn).catch((error: unknown) => {
      this.settings.onFault(error);
      sendProblem(exchange, 500, 'internal-error');
    });
  }

  private async route(exchange: Exchange, goOn: () => void): Promise<void> {
    const { method = '', url = '' } = exchange.request;
    const [rawPath = '', rawQuery = ''] = splitOnce(url, '?');
    const path = readUploadPath(rawPath);
    if (path === undefined) return sendProblem(exchange, 404, 'not-found');
    switch (method) {
      case 'GET':
      case 'HEAD':
        return this.gets.handle(exchange, path);
      case 'PUT':
        return this.puts.handle(exchange, path, new URLSearchParams(rawQuery), goOn);
      case 'OPTIONS':
        sendHead(exchange, 204, { ...PREFLIGHT, Allow: 'GET, HEAD, PUT, OPTIONS' });
        exchange.response.end();
        return;
      default:
        sendProblem(exchange, 405, 'method-not-allowed', { Allow: 'GET, HEAD, PUT, OPTIONS' });
    }
  }

  private addressOf(request: IncomingMessage): string {
    const peer = plainAddress(request.socket.remoteAddress ?? '');
    if (!this.settings.trustedProxies.includes(peer)) return peer;
    const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
    const last = forwarded
      .map((one) => plainAddress(one.trim()))
      .findLast((one) => isIP(one) > 0 && !this.settings.trustedProxies.includes(one));
    return last ?? peer;
  }
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
