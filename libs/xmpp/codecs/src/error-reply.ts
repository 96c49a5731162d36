/** RFC 6120 §8.3: what an error stanza says, with the numbers of XEP-0086 where an old client sent nothing else. */
import { isStanzaErrorCondition, NS, type Stanza, type StanzaErrorCondition } from '@waybill/core';
import { payloadNodes, readCount } from './markup.js';

export interface ErrorReply {
  readonly condition: StanzaErrorCondition;
  /** Name of the application-specific condition. */
  readonly specific?: string | undefined;
  readonly text?: string | undefined;
}

const BY_CODE: Readonly<Record<number, StanzaErrorCondition>> = {
  400: 'bad-request',
  401: 'not-authorized',
  402: 'undefined-condition',
  403: 'forbidden',
  404: 'item-not-found',
  405: 'not-allowed',
  406: 'not-acceptable',
  409: 'conflict',
  500: 'internal-server-error',
  501: 'feature-not-implemented',
  503: 'service-unavailable',
  504: 'remote-server-timeout',
};

/** Reads the error of a stanza of type `error`; `undefined-condition` where it says nothing we know. */
export function readErrorReply(stanza: Stanza): ErrorReply {
  const error = payloadNodes(stanza).find((node) => node.name === 'error');
  const defined = error?.children.filter((child) => child.ns === NS.stanzaErrors) ?? [];
  const named = defined.find((child) => isStanzaErrorCondition(child.name))?.name;
  const code = readCount(error?.attrs['code']);
  const specific = error?.children.find(
    (child) => child.ns !== NS.stanzaErrors && child.ns !== NS.client,
  )?.name;
  const text = defined.find((child) => child.name === 'text')?.text.slice(0, 256);
  return {
    condition:
      named !== undefined && isStanzaErrorCondition(named)
        ? named
        : (BY_CODE[code ?? 0] ?? 'undefined-condition'),
    ...(specific !== undefined && { specific }),
    ...(text !== undefined && text !== '' && { text }),
  };
}
