import type { Event, Params, Result, Verb } from './contract.js';
import type { ControlFault } from './protocol.js';
import { ControlCaller, dispatch, type VerbTable } from './verb-table.js';

/** Carries out verbs in this process, for commands that work while no server runs. */
export class LocalCaller extends ControlCaller {
  private readonly closing = new AbortController();

  constructor(
    private readonly verbs: VerbTable,
    private readonly release: () => Promise<void>,
  ) {
    super();
  }

  override call<V extends Verb>(
    verb: V,
    params: Params<V>,
    onEvent?: (event: Event<V>) => void,
  ): Promise<Result<V> | ControlFault> {
    const { signal } = this.closing;
    const emit = (event: unknown) => onEvent?.(event as Event<V>);
    return dispatch(this.verbs, verb, params, { signal, emit }) as Promise<
      Result<V> | ControlFault
    >;
  }

  override async close(): Promise<void> {
    this.closing.abort();
    await this.release();
  }
}
