import { SECOND } from "@/lib/domain/basic/instant.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, SignInTicket } from "@/lib/ports/mod.ts";
import { deliver } from "@/lib/usecases/messages/deliver_outbox.ts";
import { type DeviceOf, knownDevice } from "./devices.ts";

/**
 * Counts a code for its account, whichever browsers the codes come from, and
 * with the last one of the hour mails the owner. A browser that has signed in
 * before counts for itself, so that strangers' guesses do not keep it out.
 */
export async function countGuess(deps: Deps, { account, email, deviceOf }: {
  readonly account: string;
  readonly email: SignInTicket["email"];
  readonly deviceOf: DeviceOf;
}): Promise<Outcome<null>> {
  const device = await knownDevice(deps, { account, deviceOf });
  const now = deps.clock.now();
  const guess = await deps.signIns.countGuess(device ?? account, {
    now,
    warning: {
      id: deps.secrets.ulid(),
      mail: { kind: "codes_refused", to: email },
    },
  });
  if ("from" in guess) {
    const retryAfterSeconds = Math.ceil((guess.from - now) / SECOND);
    return refuse("too_many_codes", { retryAfterSeconds });
  }
  if (guess.intents.length > 0) {
    deps.runInBackground(() => deliver(deps, guess.intents));
  }
  return ok(null);
}
