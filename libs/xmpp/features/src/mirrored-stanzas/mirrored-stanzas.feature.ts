/** XEP-0297 Stanza Forwarding 1.0: reads what a host server forwards to us. */
import { StanzaError } from '@waybill/core';
import type { Feature } from '@waybill/routing';
import { MirrorReader, type MirrorReaderOptions } from './mirror-reader.js';

export const mirroredStanzaErrors = {
  // RFC 6121 §8.5.1: nobody reads messages at this address
  notForPeople: new StanzaError('cancel', 'service-unavailable'),
};

/** The feature, and the reader behind it, for figures and for its end. */
export interface MirroredStanzas {
  readonly feature: Feature;
  readonly reader: MirrorReader;
}

/** Takes copies of the stanzas between a host server's users, at the component's own domain. */
export function mirroredStanzas(options: MirrorReaderOptions): MirroredStanzas {
  const reader = new MirrorReader(options);
  const feature: Feature = {
    name: 'mirrored-stanzas',
    xeps: [
      { number: '0297', title: 'Stanza Forwarding', version: '1.0', note: 'from host servers' },
    ],
    service: {
      message: (message) => (reader.take(message) ? undefined : mirroredStanzaErrors.notForPeople),
    },
  };
  return { feature, reader };
}
