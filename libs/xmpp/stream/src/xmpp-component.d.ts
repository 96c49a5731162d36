/** As much of `@xmpp/component` 0.13 as the component link uses; the package has no types of its own. */
declare module '@xmpp/component' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  export interface Component extends EventEmitter {
    readonly socket: Socket | null;
    readonly reconnect: { stop(): void };
    connect(service: string): Promise<unknown>;
    /** The start tag of the stream, without its addresses. */
    headerElement(): { readonly attrs: Record<string, string> };
    header(element: { readonly attrs: Record<string, string> }): string;
    /** Called with each piece of what the host sends. */
    _onData(data: Buffer): void;
    socketParameters(service: string): { readonly host: string; readonly port: number };
  }

  export function component(options: {
    readonly service: string;
    readonly domain: string;
    readonly password: string;
  }): Component;
}
