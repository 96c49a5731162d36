import type { Feature, XepRef } from '@waybill/routing';

/** What streams implement by themselves, before there is any feature. */
const STREAMS: readonly XepRef[] = [
  { number: '0078', title: 'Non-SASL Authentication', version: '2.5', note: 'for legacy sign-ins' },
  {
    number: '0086',
    title: 'Error Condition Mappings',
    version: '1.0',
    note: 'numeric codes beside conditions',
  },
  {
    number: '0205',
    title: 'Best Practices to Discourage Denial of Service Attacks',
    version: '1.0',
  },
  {
    number: '0368',
    title: 'SRV records for XMPP over TLS',
    version: '1.1.0',
    note: 'the direct TLS port',
  },
  {
    number: '0440',
    title: 'SASL Channel-Binding Type Capability',
    version: '0.4.2',
  },
  { number: '0478', title: 'Stream Limits Advertisement', version: '0.2.0' },
];

const PAGE = `# Supported specifications

<!-- Written by \`node tools/docs.mjs\` from the features' own manifests. Do not edit. -->

RFC 6120 (XMPP Core), RFC 6121 (Instant Messaging and Presence), RFC 7622 (Addresses), RFC 7590 (TLS), and these XEPs.
*Observed* means: the stanzas travel between the clients unchanged, and are understood and recorded on their way.

| XEP | Title | Version | Where | Note |
|---|---|---|---|---|
`;

const row = ({ number, title, version, note = '' }: XepRef, where: string) =>
  `| [${number}](https://xmpp.org/extensions/xep-${number}.html) | ${title} | ${version} | ${where} | ${note} |`;

/** The table of `docs/xeps.md`. */
export function xepTable(features: readonly Feature[]): string {
  const rows = new Map<string, string>(STREAMS.map((xep) => [xep.number, row(xep, 'streams')]));
  for (const { name, xeps } of features) {
    for (const xep of xeps) rows.set(xep.number, row(xep, `\`${name}\``));
  }
  const sorted = [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text);
  return `${PAGE}${sorted.join('\n')}\n`;
}
