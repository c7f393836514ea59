import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Actor } from "@/lib/domain/consultation/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Event } from "@/lib/domain/consultation/transition.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { Changed } from "@/lib/usecases/shared/change.ts";
import { changeAndNotify } from "@/lib/usecases/shared/change_and_notify.ts";
import { noticeFor } from "./new_time.ts";

export interface CancelRequest {
  /** From the studio to the client, in the mail only; may be empty. */
  readonly note: string;
  /** The version that the page showed, so that a newer one is not cancelled by mistake. */
  readonly version: number | null;
}

/**
 * confirmed → cancelled: the slot is free again, nobody can enter any more, and
 * both are notified. Cancelling an unanswered request declines it.
 */
export async function cancelConsultation(
  deps: Deps,
  { actor, id, note, version }: RequestContext & CancelRequest,
): Promise<Outcome<Changed>> {
  const seen = await authorise(deps, { actor, action: "cancel", id });
  if (!seen.ok) return seen;
  const by = seen.value.actor.role;
  const noticeMs = await noticeFor(deps, by);
  const request = { note, version, by, noticeMs };
  return await changeAndNotify(deps, seen.value, {
    request: (from) => Promise.resolve(eventFor(from, request)),
    mailsFor: ({ about, artist, next }) => {
      const toClient = { to: about.client.email, consultation: about };
      if (next.state === "declined") {
        return [{ kind: "declined", ...toClient, reason: note }];
      }
      return [
        {
          kind: "cancelled",
          ...toClient,
          by,
          word: by === "client" ? "" : note,
        },
        ...(artist
          ? [
            {
              kind: "cancelled_to_artist",
              to: artist.email,
              consultation: about,
              by,
            } as const,
          ]
          : []),
      ];
    },
  });
}

function eventFor(
  from: Consultation,
  { note, version, by, noticeMs }:
    & Pick<CancelRequest, "note" | "version">
    & {
      readonly by: Actor["role"];
      readonly noticeMs: number;
    },
): Outcome<Event> {
  // A client withdraws a request; see `withdraw_request.ts`.
  if (from.state === "requested" && by === "client") {
    return refuse("not_confirmed");
  }
  if (from.state === "requested" || from.state === "declined") {
    return ok({ type: "decline", reason: note });
  }
  if (
    from.state === "confirmed" && version !== null && version !== from.version
  ) {
    return refuse("conflict");
  }
  return ok({ type: "cancel", by, noticeMs });
}
