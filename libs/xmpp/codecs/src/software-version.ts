/**
 * XEP-0092: Software Version, version 1.1.
 */
import { NS, payload, xml, type Element } from '@waybill/core';

export interface SoftwareVersion {
  readonly name: string;
  readonly version: string;
  readonly os: string | undefined;
}

export function encodeVersion(software: SoftwareVersion): Element {
  return payload(
    'query',
    NS.version,
    {},
    xml('name', {}, software.name),
    xml('version', {}, software.version),
    software.os === undefined ? undefined : xml('os', {}, software.os),
  );
}

/** @returns undefined unless name and version are both there */
export function decodeVersion(query: Element): SoftwareVersion | undefined {
  const name = query.getChildText('name');
  const version = query.getChildText('version');
  if (name === null || version === null) return undefined;
  return { name, version, os: query.getChildText('os') ?? undefined };
}
