/** XEP-0202 Entity Time 2.0: the server's clock, in UTC. */
import { encodeTime } from '@waybill/codecs';
import { NS } from '@waybill/core';
import type { Feature } from '@waybill/routing';

/** @param now epoch milliseconds */
export function entityTime(now: () => number): Feature {
  const get = () => encodeTime({ at: now(), offsetMinutes: 0 });
  return {
    name: 'entity-time',
    xeps: [{ number: '0202', title: 'Entity Time', version: '2.0' }],
    disco: { server: { features: [NS.time] } },
    service: { iq: [{ ns: NS.time, name: 'time', get }] },
  };
}
