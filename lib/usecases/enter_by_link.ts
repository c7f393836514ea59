import type { ConsultationId } from "@/lib/domain/ids.ts";
import { HOUR } from "@/lib/domain/instant.ts";
import { joinWindow } from "@/lib/domain/join_window.ts";
import { type Outcome, refuse } from "@/lib/domain/refusal.ts";
import type { Deps, Session } from "@/lib/ports.ts";

/** The page may still say "ended" for a while after the window has closed. */
const AFTERGLOW = 24 * HOUR;

/**
 * A client's link, handed in by a person's tap, for a session. The link stays
 * good until the window closes: mail programs and people open links twice.
 */
export async function enterByLink(
  deps: Deps,
  id: ConsultationId,
  secret: string,
): Promise<Outcome<{ readonly token: string; readonly session: Session }>> {
  const linkHash = await deps.secrets.hash(secret);
  const stored = await deps.consultations.get(id);
  // One answer for a wrong id, a wrong secret and a link that was revoked.
  if (stored === null) return refuse("link_invalid");
  const consultation = stored.value;
  if (!("linkHash" in consultation) || consultation.linkHash !== linkHash) {
    return refuse("link_invalid");
  }
  const expiresAt = joinWindow(consultation, deps.joinPolicy).closesAt +
    AFTERGLOW;
  if (expiresAt <= deps.clock.now()) return refuse("link_invalid");
  const session: Session = {
    actor: { role: "client", consultationId: id, linkHash },
    expiresAt,
  };
  const token = await deps.sessions.create(session.actor, expiresAt);
  return { ok: true, value: { token, session } };
}
