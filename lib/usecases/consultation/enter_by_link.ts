import {
  linksOf,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import { linkStatus } from "@/lib/domain/consultation/access_links.ts";
import { isSaved } from "@/lib/domain/recording/recording.ts";
import { type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Session } from "@/lib/ports/mod.ts";

/** The page may still say "ended" for a while after the window has closed. */
export const SESSION_GRACE = 24 * HOUR;

/**
 * Exchanges a client's link for a session, on a person's tap. The link stays
 * valid until the window closes, because mail programs and people open links
 * twice; and as long as there is a recording that the client may want deleted.
 */
export async function enterByLink(
  deps: Deps,
  { id, secret }: { readonly id: ConsultationId; readonly secret: string },
): Promise<Outcome<{ readonly token: string; readonly session: Session }>> {
  const hash = await deps.secrets.hash(secret);
  const stored = await deps.consultations.get(id);
  // One answer for a wrong id, a wrong secret and a revoked link.
  if (stored === null) return refuse("link_invalid");
  const consultation = stored.value;
  const links = linksOf(consultation);
  if (links === null) return refuse("link_invalid");
  const status = linkStatus(links, hash);
  if (status === "replaced") return refuse("link_replaced");
  if (status === "unknown") return refuse("link_invalid");
  const { closesAt } = joinWindow(consultation, deps.joinPolicy);
  // Both were promised that they can have a recording deleted, without a time
  // limit.
  const expiresAt = isSaved(recordingOf(consultation))
    ? Math.max(closesAt, deps.clock.now()) + SESSION_GRACE
    : closesAt + SESSION_GRACE;
  if (expiresAt <= deps.clock.now()) return refuse("link_invalid");
  const session: Session = {
    // One session name for every link of this version: entering twice continues
    // the same attendance.
    actor: { role: "client", consultationId: id, linkHash: links.linkHash },
    expiresAt,
  };
  const token = await deps.sessions.create(session.actor, { expiresAt });
  return { ok: true, value: { token, session } };
}
