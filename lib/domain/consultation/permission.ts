import { type Consultation, linksOf } from "./consultation.ts";
import type { ArtistId, ConsultationId } from "./ids.ts";
import { linkStanding } from "./links.ts";
import type { Party } from "./presence.ts";

/** Who is asking, as the server's own session says; never as the request says. */
export type Actor =
  | {
    readonly role: "client";
    readonly consultationId: ConsultationId;
    /** The link that let them in. A reschedule or a cancel changes it, and they are out. */
    readonly linkHash: string;
  }
  | {
    readonly role: "artist";
    readonly artistId: ArtistId;
    readonly email: string;
  }
  | { readonly role: "admin"; readonly email: string };

export type Action =
  | "see"
  | "confirm"
  | "decline"
  | "reschedule"
  | "cancel"
  | "wait"
  | "take_token"
  | "start"
  | "end"
  | "ask_recording"
  | "decide_recording"
  | "start_recording"
  | "stop_recording"
  | "download_recording"
  | "delete_recording"
  | "erase";

type Role = Actor["role"];

const ALLOWED: Readonly<Record<Role, Readonly<Record<Action, boolean>>>> = {
  client: {
    see: true,
    confirm: false,
    decline: false,
    reschedule: true,
    cancel: true,
    wait: true,
    take_token: true,
    start: false,
    end: true,
    ask_recording: false,
    decide_recording: true,
    start_recording: false,
    stop_recording: true,
    download_recording: false,
    delete_recording: true,
    erase: false,
  },
  artist: {
    see: true,
    confirm: true,
    decline: true,
    reschedule: true,
    cancel: true,
    wait: true,
    take_token: true,
    start: true,
    end: true,
    ask_recording: true,
    decide_recording: true,
    start_recording: true,
    stop_recording: true,
    download_recording: true,
    delete_recording: true,
    erase: true,
  },
  admin: {
    see: true,
    confirm: true,
    decline: true,
    reschedule: true,
    cancel: true,
    wait: false,
    take_token: false,
    start: false,
    end: false,
    ask_recording: false,
    decide_recording: false,
    start_recording: false,
    stop_recording: false,
    download_recording: false,
    delete_recording: true,
    erase: true,
  },
};

/**
 * `stranger`: the consultation is none of theirs, and they are not told that it
 * exists. `link_replaced`: it was theirs by a link that a reschedule has replaced.
 * `wrong_role`: it is, but this is not theirs to do.
 */
export type Permission =
  | "allowed"
  | "wrong_role"
  | "link_replaced"
  | "stranger";

export function permission(
  actor: Actor,
  action: Action,
  consultation: Consultation,
): Permission {
  const standing = standingOf(actor, consultation);
  if (standing !== "current") return standing;
  return ALLOWED[actor.role][action] ? "allowed" : "wrong_role";
}

function standingOf(
  actor: Actor,
  consultation: Consultation,
): "current" | "link_replaced" | "stranger" {
  switch (actor.role) {
    case "admin":
      return "current";
    case "artist":
      return actor.artistId === consultation.artistId ? "current" : "stranger";
    case "client": {
      const links = linksOf(consultation);
      if (actor.consultationId !== consultation.id || links === null) {
        return "stranger";
      }
      const standing = linkStanding(links, actor.linkHash);
      if (standing === "unknown") return "stranger";
      return standing === "replaced" ? "link_replaced" : "current";
    }
  }
}

/** The person in the call, if the actor is one of the two. */
export function partyOf(actor: Actor): Party | null {
  return actor.role === "admin" ? null : actor.role;
}
