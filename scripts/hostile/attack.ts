import type { Product } from "./product.ts";

/** One measured figure of an attack. */
export interface Figure {
  /** What was measured, with its unit. */
  readonly what: string;
  readonly value: string;
  readonly goal: string;
  readonly held: boolean;
}

/** Where the attacker's process finds the product. */
export interface Target {
  readonly url: string;
}

/** How often each status was answered; `0` where the connection was closed. */
export type Statuses = Readonly<Record<string, number>>;

/** One attack, in a file of its own in `scripts/hostile/attacks/`. */
export interface Attack {
  /** What the attacker does, as the table says it. */
  readonly name: string;
  /** The finding of the review that it belongs to, such as `S1-1`. */
  readonly finding: string;
  /**
   * What the review measured at f2b7dfe, for each figure's `what`: the column
   * "before" where no older version is measured in the same run.
   */
  readonly reviewed: Readonly<Record<string, string>>;
  /** Environment of the product, beside the usual one. */
  readonly env?: Readonly<Record<string, string>>;
  /** The most that a file of the product may have, in KiB: a disk that fills up. */
  readonly mostFileKiB?: number;
  /** What the attacker does, in a process of its own: see `underAttack`. */
  attack?(target: Target): Promise<Statuses>;
  run(product: Product): Promise<readonly Figure[]>;
}
