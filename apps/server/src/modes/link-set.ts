import type { Stanza, StanzaError } from '@waybill/core';
import type { Outward } from '@waybill/routing';
import { ComponentLink, type ComponentLinkOptions, type LinkState } from '@waybill/stream';

/**
 * The links of one attachment: one, or several where the host server spreads its stanzas over them (ejabberd). It is up
 * as long as one of them is.
 */
export class LinkSet implements Outward {
  private readonly links: readonly ComponentLink[];

  constructor(options: ComponentLinkOptions, count: number) {
    const onChange = () => options.onChange?.(this.state);
    this.links = Array.from({ length: count }, () => new ComponentLink({ ...options, onChange }));
  }

  /** Of the first link that is up; of the first one where none is. Reconnects are those of all. */
  get state(): LinkState {
    const states = this.links.map(({ state }) => state);
    const best = states.find(({ phase }) => phase === 'linked') ?? states[0];
    if (best === undefined) throw new Error('an attachment without links');
    return { ...best, reconnects: states.reduce((sum, one) => sum + one.reconnects, 0) };
  }

  /** How many are up. */
  get up(): number {
    return this.links.filter(({ state }) => state.phase === 'linked').length;
  }

  start(): void {
    for (const link of this.links) link.start();
  }

  stop(): void {
    for (const link of this.links) link.stop();
  }

  /** By the first link that is up, so that stanzas keep their order. @returns as `ComponentLink.send` */
  send(stanza: Stanza): StanzaError | undefined {
    const link = this.links.find(({ state }) => state.phase === 'linked') ?? this.links[0];
    return link?.send(stanza);
  }
}
