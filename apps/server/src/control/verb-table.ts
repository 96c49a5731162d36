import type { z } from 'zod';
import type { Event, Params, Result, Verb } from './contract.js';
import { ControlFault } from './protocol.js';

/** What a running verb is told about who asked. */
export interface VerbCall<V extends Verb> {
  /** Aborted when the asking side is gone; a verb that streams ends then. */
  readonly signal: AbortSignal;
  readonly emit: (event: Event<V>) => void;
}

/** One verb: how its parameters are checked, and what it does. */
export interface VerbHandler<V extends Verb> {
  readonly params: z.ZodType<Params<V>>;
  run(params: Params<V>, call: VerbCall<V>): Promise<Result<V> | ControlFault>;
}

export type VerbTable = { readonly [V in Verb]?: VerbHandler<V> };

/** Somebody who carries out verbs: the running server, or this process with the database open. */
export abstract class ControlCaller {
  abstract call<V extends Verb>(
    verb: V,
    params: Params<V>,
    onEvent?: (event: Event<V>) => void,
  ): Promise<Result<V> | ControlFault>;
  abstract close(): Promise<void>;
}

const isVerb = (table: VerbTable, name: string): name is Verb => Object.hasOwn(table, name);

/**
 * Carries out a verb that was named from outside.
 * @returns its result; `unknown-verb`, `bad-params`, or the verb's own fault
 */
export async function dispatch(
  table: VerbTable,
  name: string,
  params: unknown,
  call: { readonly signal: AbortSignal; readonly emit: (event: unknown) => void },
): Promise<unknown> {
  if (!isVerb(table, name)) return new ControlFault('unknown-verb', `no such verb: ${name}`);
  // every verb's handler takes what its own schema accepts
  const handler = table[name] as VerbHandler<Verb>;
  const checked = handler.params.safeParse(params ?? {});
  if (!checked.success) {
    const issue = checked.error.issues[0];
    const where = issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
    return new ControlFault('bad-params', where);
  }
  return handler.run(checked.data, call);
}
