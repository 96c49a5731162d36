import { z } from 'zod';
import { OPERATOR_ROLES, OperatorFault, type Actor, type OperatorDirectory } from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'command-line' };

function fault(refusal: OperatorFault): ControlFault {
  const why = refusal.password === undefined ? '' : ` (${refusal.password})`;
  return new ControlFault(refusal.code, `${refusal.text}${why}`);
}

/** The verbs about those who sign in to the dashboard. */
export function operatorVerbs(directory: OperatorDirectory): VerbTable {
  return {
    'operators.add': {
      params: z.object({ name: z.string(), password: z.string(), role: z.enum(OPERATOR_ROLES) }),
      run: async ({ name, password, role }) => {
        const added = await directory.add({ name, password, role }, ACTOR);
        return added instanceof OperatorFault
          ? fault(added)
          : { name: added.name, role: added.role };
      },
    },
  };
}
