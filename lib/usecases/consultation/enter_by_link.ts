import {
  type Consultation,
  linksOf,
  recordingOf,
} from "@/lib/domain/consultation/consultation.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import { HOUR, type Instant } from "@/lib/domain/basic/instant.ts";
import { joinWindow } from "@/lib/domain/consultation/join_window.ts";
import { linkStatus } from "@/lib/domain/consultation/access_links.ts";
import { pageOpenUntil } from "@/lib/domain/look/look_times.ts";
import { isSaved } from "@/lib/domain/recording/recording.ts";
import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import type { Deps, Session } from "@/lib/ports/mod.ts";

/** The page may still say "ended" for a while after the window has closed. */
export const SESSION_GRACE = 24 * HOUR;

export interface ClientLink {
  readonly id: ConsultationId;
  /** From the link's fragment. */
  readonly secret: string;
}

/** Exchanges a client's link for a session, on a person's tap. */
export async function enterByLink(
  deps: Deps,
  link: ClientLink,
): Promise<Outcome<{ readonly token: string; readonly session: Session }>> {
  const valid = await checkLink(deps, link);
  if (!valid.ok) return valid;
  const { linkHash, expiresAt } = valid.value;
  const session: Session = {
    // One session name for every link of this version: entering twice continues
    // the same attendance.
    actor: { role: "client", consultationId: link.id, linkHash },
    expiresAt,
  };
  const token = await deps.sessions.create(session.actor, { expiresAt });
  return ok({ token, session });
}

/**
 * What the entry page tells the holder of a valid link: with whom, about what
 * and when. Changes nothing, so it needs no tap: a mail scanner may run it.
 */
export async function previewOfLink(
  deps: Deps,
  link: ClientLink,
): Promise<
  Outcome<{
    readonly consultation: Consultation;
    /** Null if the artist's record is gone. */
    readonly artistName: string | null;
  }>
> {
  const valid = await checkLink(deps, link);
  if (!valid.ok) return valid;
  const { consultation } = valid.value;
  const artist = await deps.catalog.artist(consultation.artistId);
  return ok({ consultation, artistName: artist?.name ?? null });
}

interface ValidLink {
  readonly consultation: Consultation;
  /** The first link's, which names the sessions of every link of this version. */
  readonly linkHash: string;
  /** When a session ends that begins with it. */
  readonly expiresAt: Instant;
}

/**
 * A link stays valid until the window closes, because mail programs and people
 * open links twice; as long as there is a recording that the client may want
 * deleted; and for months after a call, for the look sheet.
 */
async function checkLink(
  deps: Deps,
  { id, secret }: ClientLink,
): Promise<Outcome<ValidLink>> {
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
  const now = deps.clock.now();
  // Both were promised that they can have a recording deleted, without a time
  // limit.
  const isOpen = isSaved(recordingOf(consultation)) ||
    now < (pageOpenUntil(consultation) ?? 0);
  const expiresAt = (isOpen ? Math.max(closesAt, now) : closesAt) +
    SESSION_GRACE;
  if (expiresAt <= now) return refuse("link_invalid");
  return ok({ consultation, linkHash: links.linkHash, expiresAt });
}
