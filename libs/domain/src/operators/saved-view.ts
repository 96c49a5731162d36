/** A list that an operator wants to see again: a page and what stands behind its `?`. */
export interface SavedView {
  /** UUID. */
  readonly id: string;
  readonly page: string;
  readonly name: string;
  /** Query string without `?`. */
  readonly query: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Where each operator's views are kept. */
export abstract class SavedViewStore {
  /** Oldest first. */
  abstract list(operatorId: string): Promise<readonly SavedView[]>;
  abstract add(operatorId: string, view: SavedView): Promise<void>;
  /** @returns false when the operator has no such view */
  abstract remove(operatorId: string, id: string): Promise<boolean>;
}
