import { NS } from '@waybill/core';
import type { OfferedStreamhost } from '../../src/bots/file-bots.js';

/** The stanzas of a MiniClient of 2006, with its habits: single namespace, echoed ids, JIDs as the user typed them. */
export const oldClient = {
  offer: (id: string, to: string, sid: string, file: { name: string; size: number }) =>
    `<iq xmlns="${NS.client}" id="${id}" to="${to}" type="set"><si xmlns="${NS.si}" ` +
    `profile="${NS.siFileTransfer}" id="${sid}"><file xmlns="${NS.siFileTransfer}" ` +
    `name="${file.name}" size="${file.size}"><range/></file>` +
    `<feature xmlns="${NS.featureNegotiation}"><x xmlns="${NS.dataForms}" type="form">` +
    `<field type="list-single" var="stream-method"><option><value>${NS.bytestreams}</value>` +
    `</option></field></x></feature></si></iq>`,

  accept: (id: string, to: string, sid: string) =>
    `<iq xmlns="${NS.client}" to="${to}" type="result" id="${id}"><si xmlns="${NS.si}" id="${sid}">` +
    `<feature xmlns="${NS.featureNegotiation}"><x xmlns="${NS.dataForms}" type="submit">` +
    `<field var="stream-method"><value>${NS.bytestreams}</value></field></x></feature></si></iq>`,

  streamhosts: (id: string, to: string, sid: string, hosts: readonly OfferedStreamhost[]) =>
    `<iq xmlns="${NS.client}" id="${id}" to="${to}" type="set">` +
    `<query xmlns="${NS.bytestreams}" sid="${sid}">${hosts
      .map(({ jid, host, port }) => `<streamhost jid="${jid}" host="${host}" port="${port}"/>`)
      .join('')}</query></iq>`,

  used: (id: string, to: string, jid: string) =>
    `<iq xmlns="${NS.client}" to="${to}" type="result" id="${id}">` +
    `<query xmlns="${NS.bytestreams}"><streamhost-used jid="${jid}"/></query></iq>`,

  activate: (id: string, proxy: string, sid: string, target: string) =>
    `<iq xmlns="${NS.client}" id="${id}" to="${proxy}" type="set">` +
    `<query xmlns="${NS.bytestreams}" sid="${sid}"><activate>${target}</activate></query></iq>`,
};
