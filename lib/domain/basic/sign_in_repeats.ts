import { SECOND } from "./instant.ts";

/**
 * For how long the same request for a session counts as a repeat: a double
 * click, or a browser's own retry.
 */
export const SIGN_IN_REPEATS = 10 * SECOND;
