/** XEP-0133 Service Administration 1.3.1: we are the administrator, a host server answers. */
import type { Feature } from '@waybill/routing';

/** Nothing is answered here: the requests are ours. It stands in the table of what is spoken. */
export function serviceAdministration(): Feature {
  return {
    name: 'service-administration',
    xeps: [
      { number: '0133', title: 'Service Administration', version: '1.3.1' },
      { number: '0050', title: 'Ad-Hoc Commands', version: '1.3.0', note: 'as requester' },
    ],
  };
}
