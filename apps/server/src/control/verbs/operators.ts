import { z } from 'zod';
import {
  OPERATOR_ROLES,
  OperatorFault,
  type Actor,
  type OperatorDirectory,
  type OperatorStore,
} from '@waybill/domain';
import { ControlFault } from '../protocol.js';
import type { VerbTable } from '../verb-table.js';

const ACTOR: Actor = { kind: 'command-line' };

function fault(refusal: OperatorFault): ControlFault {
  const why = refusal.password === undefined ? '' : ` (${refusal.password})`;
  return new ControlFault(refusal.code, `${refusal.text}${why}`);
}

/** The verbs about those who sign in to the dashboard. */
export function operatorVerbs(directory: OperatorDirectory, operators: OperatorStore): VerbTable {
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
    'operators.password': {
      params: z.object({ name: z.string(), password: z.string() }),
      run: async ({ name, password }) => {
        const known = await operators.findByName(name);
        if (known === undefined) return new ControlFault('not-found', `there is no ${name}`);
        const changed = await directory.setPassword(known.operator.id, password, ACTOR);
        return changed instanceof OperatorFault ? fault(changed) : { name: changed.name };
      },
    },
  };
}
