/** XEP-0166 Jingle 1.1.2, XEP-0234 Jingle File Transfer 0.19.1, XEP-0260 1.0.3 and XEP-0261 1.0: observed. */
import type { Feature } from '@waybill/routing';
import { JingleObserver, type JingleObserverOptions } from './jingle-observer.js';

/** Records the files of Jingle sessions, over SOCKS5 and in-band bytestreams. All stanzas travel unchanged. */
export function jingleFileTransfer(options: JingleObserverOptions): Feature {
  const note = 'observed';
  return {
    name: 'jingle-file-transfer',
    xeps: [
      { number: '0166', title: 'Jingle', version: '1.1.2', note },
      { number: '0234', title: 'Jingle File Transfer', version: '0.19.1', note },
      {
        number: '0260',
        title: 'Jingle SOCKS5 Bytestreams Transport Method',
        version: '1.0.3',
        note,
      },
      {
        number: '0261',
        title: 'Jingle In-Band Bytestreams Transport Method',
        version: '1.0',
        note,
      },
      {
        number: '0300',
        title: 'Use of Cryptographic Hash Functions in XMPP',
        version: '1.0.0',
        note,
      },
    ],
    passing: [new JingleObserver(options)],
  };
}
