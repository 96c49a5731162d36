import type { SealedSecret } from '../accounts/account.js';
import type { AuditEntry } from '../audit/audit-entry.js';

/** The second factor of an operator as it lies in the database. */
export interface StoredSecondFactor {
  readonly secret: SealedSecret;
  /** Epoch milliseconds; undefined until a first code has proven it. */
  readonly confirmedAt?: number | undefined;
  /** The newest time step whose code was taken; 0 for none. */
  readonly lastStep: number;
}

/** Where second factors and recovery codes are kept. */
export abstract class SecondFactorStore {
  abstract find(operatorId: string): Promise<StoredSecondFactor | undefined>;
  /** Keeps a secret that is not in use yet. @returns false when one is in use */
  abstract offer(operatorId: string, secret: SealedSecret, at: number): Promise<boolean>;
  /** Takes the offered secret into use, with its recovery codes. @returns false when none is on offer */
  abstract confirm(
    operatorId: string,
    use: { readonly at: number; readonly step: number; readonly codeHashes: readonly string[] },
    entry: AuditEntry,
  ): Promise<boolean>;
  /** Marks a time step as used. @returns false when it, or a later one, was used before */
  abstract useStep(operatorId: string, step: number): Promise<boolean>;
  /** @returns false when there is no such code left */
  abstract useRecoveryCode(
    operatorId: string,
    codeHash: string,
    at: number,
    entry: AuditEntry,
  ): Promise<boolean>;
  abstract recoveryCodesLeft(operatorId: string): Promise<number>;
  /** @returns false when there was none in use */
  abstract remove(operatorId: string, entry: AuditEntry): Promise<boolean>;
}
