/** What every port that reads and writes records has in common. */

/** The store did not answer in time. Whether a write took effect is then unknown. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** A record as it was read, with what a conditional write must name. */
export interface Stored<T> {
  readonly value: T;
  readonly versionstamp: string;
}
