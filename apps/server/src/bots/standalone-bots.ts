import type { TestAccounts } from '../control/contract.js';
import { transferThroughProxy, type BotTransfer } from './file-bots.js';
import { XmppClient } from './xmpp-client.js';

async function logIn(accounts: TestAccounts, index: number): Promise<XmppClient> {
  const { host, port, domain, certificate } = accounts;
  const { jid = '', password = '' } = accounts.accounts[index] ?? {};
  const client = await XmppClient.connect({ host, port, domain, certificate, patienceSeconds: 30 });
  await client.login(jid.split('@')[0] ?? '', password, 'waybill-test');
  return client;
}

/** Logs two bots in and sends bytes from one to the other. @throws XmppClientError where it does not come about */
export async function transferBetweenAccounts(
  accounts: TestAccounts,
  bytes: number,
): Promise<BotTransfer> {
  const clients: XmppClient[] = [];
  try {
    const sender = await logIn(accounts, 0);
    clients.push(sender);
    const receiver = await logIn(accounts, 1);
    clients.push(receiver);
    return await transferThroughProxy(sender, receiver, accounts.domain, { bytes });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
