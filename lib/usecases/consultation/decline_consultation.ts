import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { Changed } from "@/lib/usecases/shared/change.ts";
import { changeAndNotify } from "@/lib/usecases/shared/change_and_notify.ts";

/** requested → declined: the slot is free again, and the client is notified. */
export async function declineConsultation(
  deps: Deps,
  { actor, id, reason }: RequestContext & {
    /** To the client, in the mail; may be empty. */
    readonly reason: string;
  },
): Promise<Outcome<Changed>> {
  const seen = await authorise(deps, { actor, action: "decline", id });
  if (!seen.ok) return seen;
  return await changeAndNotify(deps, seen.value, {
    request: { type: "decline", reason },
    mailsFor: ({ about }) => [{
      kind: "declined",
      to: about.client.email,
      consultation: about,
      reason,
    }],
  });
}
