import { NS } from './namespaces.js';
import { xml, type Element } from './xml/element.js';

/** A defined stream error condition. @see RFC 6120 §4.9.3 */
export type StreamErrorCondition =
  | 'bad-format'
  | 'bad-namespace-prefix'
  | 'conflict'
  | 'connection-timeout'
  | 'host-gone'
  | 'host-unknown'
  | 'improper-addressing'
  | 'internal-server-error'
  | 'invalid-from'
  | 'invalid-namespace'
  | 'invalid-xml'
  | 'not-authorized'
  | 'not-well-formed'
  | 'policy-violation'
  | 'remote-connection-failed'
  | 'reset'
  | 'resource-constraint'
  | 'restricted-xml'
  | 'system-shutdown'
  | 'undefined-condition'
  | 'unsupported-encoding'
  | 'unsupported-stanza-type'
  | 'unsupported-version';

/** An error after which the stream is closed. @see RFC 6120 §4.9 */
export class StreamError {
  constructor(
    readonly condition: StreamErrorCondition,
    readonly text?: string,
    readonly specific?: Element,
  ) {}

  /** The `<stream:error/>` element; the prefix is the stream header's. */
  toElement(): Element {
    const error = xml('stream:error', {}, xml(this.condition, { xmlns: NS.streamErrors }));
    if (this.text !== undefined) {
      error.append(xml('text', { xmlns: NS.streamErrors, 'xml:lang': 'en' }, this.text));
    }
    if (this.specific !== undefined) error.append(this.specific);
    return error;
  }
}
