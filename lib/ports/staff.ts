/** Sessions of people; how staff sign in is in `sign_in.ts`. */
import type { Instant } from "@/lib/domain/basic/instant.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import type { SessionTimes } from "@/lib/domain/staff/session_times.ts";

export interface Session extends SessionTimes {
  readonly actor: Actor;
  /**
   * The epoch of the account that signed in: a session ends with its account,
   * also when another account gets the address. Absent for clients, and in
   * records of older versions.
   */
  readonly epoch?: string;
}

/** The new state of this token's session. */
export interface SessionWrite {
  readonly token: string;
  readonly session: Session;
  readonly lastsMs: number;
}

/** Opaque tokens in cookies; only their hashes are stored. */
export interface Sessions {
  /**
   * With this token, or a new one; returns it. For staff, it belongs to the
   * account that has the address at this moment.
   */
  create(actor: Actor, times: SessionTimes, token?: string): Promise<string>;
  /** Counts as a use, which renews a session of staff. */
  resolve(token: string): Promise<Session | null>;
  /** It does not end before then by itself. */
  keepUntil(token: string, until: Instant): Promise<void>;
  revoke(token: string): Promise<void>;
}
