import type { Remedy } from '@waybill/admin-api';
import type { TransferReason } from '@waybill/domain';

/** Why a transfer ended without its file; the dashboard says the same. */
export const CAUSES: Readonly<Record<TransferReason, string>> = {
  declined: "The receiver, or the receiver's client, turned the offer down.",
  'offer-timeout': 'The offer was delivered, but nobody answered it in time.',
  'no-common-method': 'The two clients know no common way to move a file.',
  'no-streamhost-reachable':
    'The receiver could reach none of the addresses that the sender offered.',
  'proxy-unreachable': 'A client could not connect to the proxy.',
  'activation-timeout':
    'Both sides reached the proxy, but the sender never started the bytestream.',
  'idle-timeout': 'No byte moved for so long that the connection was given up.',
  'auth-failed': 'A side could not prove who it is.',
  'peer-gone': 'One of the clients disconnected in the middle.',
  'io-error': 'The server could not read or write on a connection or a disk.',
  'size-mismatch': 'The number of bytes that passed differs from the declared size.',
  'hash-mismatch': 'What arrived is not what was declared: the hashes differ.',
  'cancelled-by-sender': 'The sender stopped the transfer.',
  'cancelled-by-receiver': 'The receiver stopped the transfer.',
  'cancelled-by-admin': 'An admin stopped the transfer here.',
  'policy-size': 'The file is larger than the rules allow.',
  'policy-type': 'Files of this type are refused by the rules.',
  'policy-pair': 'These two may not exchange files.',
  'quota-exceeded': "The sender's quota is used up.",
  'rate-limited': 'Too many offers in too short a time.',
  'server-shutdown': 'The server was stopped while the transfer ran.',
  'server-restarted': 'The server was restarted while the transfer ran.',
  'protocol-error': 'A client said something that the protocol does not allow.',
};

/** What to do about it. */
export const REMEDIES: Readonly<Record<Remedy, string>> = {
  'nothing-to-do': 'Nothing: it was stopped on purpose.',
  'ask-receiver': 'Ask the receiver whether they saw the offer, and send it again.',
  'send-again':
    "Send the file again. If it stops at the same place, look at the clients' networks.",
  'check-clients':
    'Open the timeline and compare what each client offers; another or newer client may help.',
  'check-proxy':
    "Make sure that both clients can reach the proxy's address and port; a firewall between them is the usual cause.",
  'offer-proxy':
    "The sender's client offered only its own addresses, and no proxy. Let clients find the proxy by service discovery, or name it in the client's settings.",
  'check-network':
    'Look at the network between the two clients; long pauses often come from a sleeping laptop or a lost Wi-Fi.',
  'check-password': 'Look at the sign-ins of both users.',
  'check-policy': 'This was refused by a rule. Change the rule if it should have passed.',
  'raise-quota': 'Raise the quota, or let the user remove something.',
  wait: 'Wait a little and send it again.',
  'check-server-log': "The server's log has the details; look for this waybill's id.",
};
