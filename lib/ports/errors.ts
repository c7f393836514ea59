/** The errors of ports that callers distinguish: the only values among the ports. */

/** The store did not answer in time. Whether a write took effect is unknown. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Whether the mail account refuses the studio's sender address or key, and with it every mail. */
export function isAccountRefused(error: unknown): boolean {
  return (error as { aboutAccount?: unknown } | null)?.aboutAccount === true;
}

/**
 * Whether a service has refused permanently, so that the request had no effect
 * and will have none. Silence and "try later" are not such an answer.
 */
export function isRefusedForGood(error: unknown): boolean {
  return (error as { retryable?: unknown } | null)?.retryable === false;
}
