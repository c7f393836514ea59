import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { newStaffSession } from "@/lib/domain/staff/session_times.ts";
import type { Staff } from "@/lib/domain/offer/studio.ts";
import { SIGN_IN_REPEATS } from "@/lib/domain/basic/sign_in_repeats.ts";
import type {
  Deps,
  Session,
  SignInTicket,
  Stored,
  UsedSignIn,
} from "@/lib/ports/mod.ts";
import { countGuess } from "./code_guesses.ts";
import { addDevice, type Device, type DeviceOf } from "./devices.ts";

/** More than the tries that can be counted in between. */
const LOOKS = 6;

export interface SignedIn {
  readonly token: string;
  readonly session: Session;
  /** The page that was requested before; unchecked. */
  readonly next: string | null;
  readonly device: Device;
}

/** By the code, in a browser that asked: its ticket is in its cookie. */
export async function signInByCode(
  deps: Deps,
  { ticket, code, deviceOf = () => null }: {
    readonly ticket: string;
    readonly code: string;
    readonly deviceOf?: DeviceOf;
  },
): Promise<Outcome<SignedIn>> {
  const row = await deps.secrets.hash(ticket);
  const hash = await deps.secrets.hash(`${ticket} ${code}`);
  const first = await openTicket(deps, row);
  if (first === null) return refuse("sign_in_expired");
  const { codeHash, opener = row, next = null } = first.value;
  const finished = () =>
    finish(deps, { opener, by: "code", row, secret: ticket, next });
  if (await isUsed(deps, first, opener)) {
    return hash === codeHash ? await finished() : refuse("sign_in_expired");
  }
  if (first.value.triesLeft <= 0) return refuse("code_tries_used");
  // Counted before the code is compared: of simultaneous guesses, only those
  // that were counted learn anything.
  const account = accountOf(first.value, row);
  const { email } = first.value;
  const guess = await countGuess(deps, { account, email, deviceOf });
  if (!guess.ok) return guess;
  const counted = await countTry(deps, row);
  if (!counted.ok) return counted;
  return hash === codeHash ? await finished() : refuse("code_wrong");
}

/** By the link, in any browser. */
export async function signInByLink(
  deps: Deps,
  { secret, ticket = null }: {
    readonly secret: string;
    /** Of the browser, if it has asked itself. */
    readonly ticket?: string | null;
  },
): Promise<Outcome<SignedIn>> {
  const found = await deps.signIns.byLink(await deps.secrets.hash(secret));
  if (!found || found.stored.value.expiresAt <= deps.clock.now()) {
    return refuse("sign_in_expired");
  }
  const { row: opener, stored } = found;
  const own = ticket === null
    ? null
    : await openTicket(deps, await deps.secrets.hash(ticket));
  // The page that this browser came from; another one may have opened the
  // attempt.
  const next = own !== null && own.value.linkHash === stored.value.linkHash
    ? own.value.next
    : stored.value.next;
  return await finish(deps, {
    opener,
    by: "link",
    row: opener,
    secret,
    next: next ?? null,
  });
}

/** Rows of older versions have no account: they count for themselves. */
function accountOf({ account }: SignInTicket, row: string): string {
  return account ?? row;
}

async function openTicket(
  deps: Deps,
  row: string,
): Promise<Stored<SignInTicket> | null> {
  const stored = await deps.signIns.get(row);
  return stored !== null && deps.clock.now() < stored.value.expiresAt
    ? stored
    : null;
}

async function isUsed(
  deps: Deps,
  { value }: Stored<SignInTicket>,
  opener: string,
): Promise<boolean> {
  if (value.opener === undefined) return value.used !== undefined;
  const attempt = await deps.signIns.get(opener);
  return attempt === null || attempt.value.used !== undefined;
}

async function countTry(deps: Deps, row: string): Promise<Outcome<null>> {
  for (let look = 0; look < LOOKS; look++) {
    const stored = await openTicket(deps, row);
    if (stored === null || stored.value.used) return refuse("sign_in_expired");
    if (stored.value.triesLeft <= 0) return refuse("code_tries_used");
    if (await deps.signIns.countTry(row, stored)) return ok(null);
  }
  return refuse("conflict");
}

/**
 * Link and code are one attempt: the first one used consumes it, in every
 * browser. A guess counted at the same moment only means another look, and
 * there can be no more of those than tries. The same request again, within
 * seconds, gets the same session: the browser may have dropped the first one's
 * answer.
 */
async function finish(deps: Deps, { opener, by, row, secret, next }: {
  readonly opener: string;
  readonly by: UsedSignIn["by"];
  readonly row: string;
  /** Known to the browser, and not to the store. */
  readonly secret: string;
  readonly next: string | null;
}): Promise<Outcome<SignedIn>> {
  const now = deps.clock.now();
  for (let look = 0; look < LOOKS; look++) {
    const stored = await deps.signIns.get(opener);
    const staff = stored && await deps.catalog.staff(stored.value.email);
    if (!stored || !staff) return refuse("sign_in_expired");
    const earlier = stored.value.used;
    if (earlier && !isRepeat(earlier, { by, row, now })) {
      return refuse("sign_in_expired");
    }
    const used = earlier ?? { by, row, at: now, nonce: deps.secrets.secret() };
    if (!earlier && !await deps.signIns.take(opener, stored, used)) continue;
    const token = await deps.secrets.hash(`${used.nonce} ${secret}`);
    const times = newStaffSession(used.at);
    const session: Session = { actor: actorOf(staff), ...times };
    await deps.sessions.create(session.actor, times, token);
    const device = await addDevice(deps, {
      account: accountOf(stored.value, opener),
      token: await deps.secrets.hash(`device ${used.nonce} ${secret}`),
    });
    return ok({ token, session, next, device });
  }
  return refuse("conflict");
}

function isRepeat(
  earlier: UsedSignIn,
  { by, row, now }: Pick<UsedSignIn, "by"> & {
    readonly row: string;
    readonly now: number;
  },
): boolean {
  return earlier.by === by && (earlier.row ?? row) === row &&
    now < earlier.at + SIGN_IN_REPEATS;
}

function actorOf(staff: Staff): Actor {
  return staff.role === "admin"
    ? { role: "admin", email: staff.email }
    : { role: "artist", artistId: staff.artistId, email: staff.email };
}
