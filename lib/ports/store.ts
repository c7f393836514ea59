/** What all ports that read and write records have in common. */

/** A record as it was read, with the version that a conditional write must name. */
export interface Stored<T> {
  readonly value: T;
  readonly versionstamp: string;
}
