import type { XmlLimits } from '@waybill/core';

/** Bounds on a stream that has not logged in. */
export interface PreAuthLimits {
  readonly maxStanzaBytes: number;
  readonly maxElements: number;
  readonly maxDepth: number;
  readonly maxTotalBytes: number;
  /** From the accepted connection to the bound resource; traffic does not extend it. */
  readonly deadlineSeconds: number;
}

/** Every bound on client streams; `Infinity` switches a rate off. */
export interface C2sLimits extends XmlLimits {
  readonly preAuth: PreAuthLimits;
  readonly tlsHandshakeTimeoutSeconds: number;
  readonly maxConnections: number;
  readonly maxConnectionsPerAddress: number;
  readonly maxUnauthenticated: number;
  readonly maxUnauthenticatedPerAddress: number;
  readonly attemptsPerMinutePerAddress: number;
  readonly bytesPerSecond: number;
  readonly burstBytes: number;
  readonly preAuthBytesPerSecond: number;
  readonly preAuthBurstBytes: number;
  readonly stanzasPerSecond: number;
  readonly burstStanzas: number;
  /** Unsent bytes above which those who send to the session wait for a while. */
  readonly sendBufferSoftBytes: number;
  /** Unsent bytes above which the session is closed. */
  readonly sendBufferHardBytes: number;
  readonly sendStallSeconds: number;
  readonly idlePingSeconds: number;
  readonly pingTimeoutSeconds: number;
}

/** The defaults, as the configuration has them too. */
export const DEFAULT_C2S_LIMITS: C2sLimits = {
  maxStanzaBytes: 262_144,
  maxElements: 2_048,
  maxDepth: 64,
  maxAttributes: 32,
  maxAttrBytes: 16_384,
  maxNameBytes: 256,
  preAuth: {
    maxStanzaBytes: 10_240,
    maxElements: 32,
    maxDepth: 8,
    maxTotalBytes: 65_536,
    deadlineSeconds: 30,
  },
  tlsHandshakeTimeoutSeconds: 10,
  maxConnections: 5_000,
  maxConnectionsPerAddress: 50,
  maxUnauthenticated: 512,
  maxUnauthenticatedPerAddress: 10,
  attemptsPerMinutePerAddress: 60,
  bytesPerSecond: 32_768,
  burstBytes: 262_144,
  preAuthBytesPerSecond: 4_096,
  preAuthBurstBytes: 16_384,
  stanzasPerSecond: 50,
  burstStanzas: 200,
  sendBufferSoftBytes: 1_048_576,
  sendBufferHardBytes: 8_388_608,
  sendStallSeconds: 60,
  idlePingSeconds: 300,
  pingTimeoutSeconds: 60,
};

/** The reader's bounds before login. */
export function preAuthXmlLimits(limits: C2sLimits): XmlLimits {
  const { maxStanzaBytes, maxElements, maxDepth } = limits.preAuth;
  return { ...limits, maxStanzaBytes, maxElements, maxDepth };
}
