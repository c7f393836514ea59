import { linksOf, recordingOf } from "@/lib/domain/consultation.ts";
import type { ConsultationId } from "@/lib/domain/ids.ts";
import { HOUR } from "@/lib/domain/instant.ts";
import { joinWindow } from "@/lib/domain/join_window.ts";
import { linkStanding } from "@/lib/domain/links.ts";
import { isKept } from "@/lib/domain/recording.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps, Session } from "@/lib/ports.ts";

/** The page may still say "ended" for a while after the window has closed. */
export const AFTERGLOW = 24 * HOUR;

/**
 * A client's link, handed in by a person's tap, for a session. The link stays
 * good until the window closes, because mail programs and people open links
 * twice; and as long as there is a recording that they may want deleted.
 */
export async function enterByLink(
  deps: Deps,
  id: ConsultationId,
  secret: string,
): Promise<Outcome<{ readonly token: string; readonly session: Session }>> {
  const hash = await deps.secrets.hash(secret);
  const stored = await deps.consultations.get(id);
  // One answer for a wrong id, a wrong secret and a link that was revoked.
  if (stored === null) return refuse("link_invalid");
  const consultation = stored.value;
  const links = linksOf(consultation);
  if (links === null) return refuse("link_invalid");
  const standing = linkStanding(links, hash);
  if (standing === "replaced") return refuse("link_replaced");
  if (standing === "unknown") return refuse("link_invalid");
  const { closesAt } = joinWindow(consultation, deps.joinPolicy);
  // Both were promised that they can have a recording deleted, without an end.
  const expiresAt = isKept(recordingOf(consultation))
    ? Math.max(closesAt, deps.clock.now()) + AFTERGLOW
    : closesAt + AFTERGLOW;
  if (expiresAt <= deps.clock.now()) return refuse("link_invalid");
  const session: Session = {
    // One name for every link of this version: a page entered twice is one visit.
    actor: { role: "client", consultationId: id, linkHash: links.linkHash },
    expiresAt,
  };
  const token = await deps.sessions.create(session.actor, expiresAt);
  return { ok: true, value: { token, session } };
}
