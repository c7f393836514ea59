import type { Consultation } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import type { Actor } from "@/lib/domain/permission.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Event } from "@/lib/domain/transition.ts";
import type { Deps } from "@/lib/ports.ts";
import type { Changed } from "./change.ts";
import { changeAndTell } from "./change_and_tell.ts";
import { noticeFor } from "./new_time.ts";

export interface CancelWish {
  /** From the studio to the client, in the mail alone; may be empty. */
  readonly word: string;
  /** The version that the page showed; a newer one is not cancelled by mistake. */
  readonly version: number | null;
}

/**
 * confirmed → cancelled: the slot is free again, nobody can come in any more, and
 * both are told. A request that the studio has not answered is declined by it.
 */
export async function cancelConsultation(
  deps: Deps,
  actor: Actor | null,
  id: ConsultationId,
  { word, version }: CancelWish,
): Promise<Outcome<Changed>> {
  if (actor === null) return refuse("sign_in_required");
  const by = actor.role;
  const noticeMs = await noticeFor(deps, by);
  return await changeAndTell(
    deps,
    actor,
    "cancel",
    id,
    (from) => Promise.resolve(eventFor(from, { word, version }, by, noticeMs)),
    ({ about, artist, next }) => {
      const toClient = { to: about.client.email, consultation: about };
      if (next.state === "declined") {
        return [{ kind: "declined", ...toClient, reason: word }];
      }
      return [
        {
          kind: "cancelled",
          ...toClient,
          by,
          word: by === "client" ? "" : word,
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
  );
}

function eventFor(
  from: Consultation,
  { word, version }: CancelWish,
  by: Actor["role"],
  noticeMs: number,
): Outcome<Event> {
  if (from.state === "requested" || from.state === "declined") {
    return ok({ type: "decline", reason: word });
  }
  if (
    from.state === "confirmed" && version !== null && version !== from.version
  ) {
    return refuse("conflict");
  }
  return ok({ type: "cancel", by, noticeMs });
}
