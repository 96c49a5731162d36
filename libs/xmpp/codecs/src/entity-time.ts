/**
 * XEP-0202: Entity Time, version 2.0.
 */
import { NS, payload, xml, type Element } from '@waybill/core';
import { decodeDateTime, encodeDateTime } from './date-time.js';

export interface EntityTime {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Minutes east of UTC. */
  readonly offsetMinutes: number;
}

export function encodeTime(time: EntityTime): Element {
  const minutes = Math.abs(time.offsetMinutes);
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = time.offsetMinutes < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return payload(
    'time',
    NS.time,
    {},
    xml('tzo', {}, offset),
    xml('utc', {}, encodeDateTime(time.at)),
  );
}

/** @returns undefined unless both parts are there and can be read */
export function decodeTime(element: Element): EntityTime | undefined {
  const at = decodeDateTime(element.getChildText('utc') ?? '');
  const zone = element.getChildText('tzo') ?? '';
  const offset = /^([+-])(\d\d):(\d\d)$/.exec(zone === 'Z' ? '+00:00' : zone);
  if (at === undefined || offset === null) return undefined;
  const minutes = Number(offset[2]) * 60 + Number(offset[3]);
  return { at, offsetMinutes: offset[1] === '-' ? -minutes : minutes };
}
