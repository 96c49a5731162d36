/** XEP-0092 Software Version 1.1: what runs here. The operating system is nobody's business. */
import { encodeVersion } from '@waybill/codecs';
import { NS } from '@waybill/core';
import type { Feature } from '@waybill/routing';

export interface SoftwareVersionOptions {
  readonly name: string;
  readonly version: string;
}

/** Tells name and version of the server. */
export function softwareVersion({ name, version }: SoftwareVersionOptions): Feature {
  const get = () => encodeVersion({ name, version, os: undefined });
  return {
    name: 'software-version',
    xeps: [{ number: '0092', title: 'Software Version', version: '1.1' }],
    disco: { server: { features: [NS.version] } },
    service: { iq: [{ ns: NS.version, name: 'query', get }] },
  };
}
