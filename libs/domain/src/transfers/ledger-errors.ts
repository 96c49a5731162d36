import { StanzaError } from '@waybill/core';

/** What the ledger answers to an offer that it cannot take. */
export const ledgerErrors = {
  // RELIABILITY: an offer that cannot be recorded is not forwarded
  notRecorded: new StanzaError(
    'wait',
    'resource-constraint',
    'the transfer cannot be recorded at the moment',
  ),
  tooMany: new StanzaError('wait', 'resource-constraint', 'too many transfers are open'),
  // RELIABILITY: what is left of the disk is for the ends of transfers that run
  noSpace: new StanzaError('wait', 'resource-constraint', 'the disk of this server is nearly full'),
};
