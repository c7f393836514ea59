import { type Consultation, linksOf } from "./consultation.ts";
import type { ArtistId, ConsultationId } from "@/lib/domain/basic/ids.ts";
import { linkStatus } from "./access_links.ts";
import type { Party } from "@/lib/domain/call/presence.ts";

/** The caller, from the server's own session, never from the request. */
export type Actor =
  | {
    readonly role: "client";
    readonly consultationId: ConsultationId;
    /**
     * The link that opened the session. A reschedule or a cancellation changes
     * it and ends the session.
     */
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
  | "change_details"
  | "withdraw"
  | "reschedule"
  | "cancel"
  | "wait"
  | "say_status"
  | "read_messages"
  | "write_message"
  | "mark_messages"
  | "take_token"
  | "start"
  | "end"
  | "ask_recording"
  | "decide_recording"
  | "start_recording"
  | "stop_recording"
  | "download_recording"
  | "delete_recording"
  | "see_stills"
  | "ask_stills"
  | "send_stills"
  | "read_look_sheet"
  | "write_look_sheet"
  | "send_look_sheet"
  | "private_notes"
  | "rate"
  | "erase";

type Role = Actor["role"];

const ALLOWED = {
  client: {
    see: true,
    confirm: false,
    decline: false,
    change_details: true,
    withdraw: true,
    reschedule: true,
    cancel: true,
    wait: true,
    say_status: false,
    read_messages: true,
    write_message: true,
    mark_messages: false,
    take_token: true,
    start: false,
    end: true,
    ask_recording: false,
    decide_recording: true,
    start_recording: false,
    stop_recording: true,
    download_recording: false,
    delete_recording: true,
    see_stills: true,
    ask_stills: false,
    send_stills: true,
    read_look_sheet: true,
    write_look_sheet: false,
    send_look_sheet: false,
    private_notes: false,
    rate: true,
    erase: false,
  },
  artist: {
    see: true,
    confirm: true,
    decline: true,
    change_details: false,
    withdraw: false,
    reschedule: true,
    cancel: true,
    wait: true,
    say_status: true,
    read_messages: true,
    write_message: true,
    mark_messages: true,
    take_token: true,
    start: true,
    end: true,
    ask_recording: true,
    decide_recording: true,
    start_recording: true,
    stop_recording: true,
    download_recording: true,
    delete_recording: true,
    see_stills: true,
    ask_stills: true,
    send_stills: false,
    read_look_sheet: true,
    write_look_sheet: true,
    send_look_sheet: true,
    private_notes: true,
    rate: false,
    erase: true,
  },
  admin: {
    see: true,
    confirm: true,
    decline: true,
    change_details: false,
    withdraw: false,
    reschedule: true,
    cancel: true,
    wait: false,
    say_status: false,
    read_messages: true,
    write_message: false,
    mark_messages: false,
    take_token: false,
    start: false,
    end: false,
    ask_recording: false,
    decide_recording: false,
    start_recording: false,
    stop_recording: false,
    download_recording: false,
    delete_recording: true,
    see_stills: false,
    ask_stills: false,
    send_stills: false,
    read_look_sheet: true,
    write_look_sheet: false,
    send_look_sheet: false,
    private_notes: false,
    rate: false,
    erase: true,
  },
} as const satisfies Readonly<Record<Role, Readonly<Record<Action, boolean>>>>;

/** Who can be allowed to do this, according to the table: `permission` refuses everyone else. */
export type ActorFor<A extends Action> = A extends Action ? Extract<
    Actor,
    {
      readonly role: {
        [R in Role]: (typeof ALLOWED)[R][A] extends true ? R : never;
      }[Role];
    }
  >
  : never;

/** The party of such an actor; admins have none. */
export type PartyFor<A extends Action> = ActorFor<A> extends infer Who
  ? Who extends { readonly role: Party } ? Who["role"] : null
  : never;

/**
 * `stranger`: the caller has nothing to do with the consultation, and must not
 * learn that it exists. `link_replaced`: the caller's link was replaced by a
 * reschedule. `wrong_role`: the caller is part of it, but may not do this.
 */
export type Permission =
  | "allowed"
  | "wrong_role"
  | "link_replaced"
  | "stranger";

export function permission(
  actor: Actor,
  { action, consultation }: {
    readonly action: Action;
    readonly consultation: Consultation;
  },
): Permission {
  const access = accessOf(actor, consultation);
  if (access !== "current") return access;
  return ALLOWED[actor.role][action] ? "allowed" : "wrong_role";
}

function accessOf(
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
      const status = linkStatus(links, actor.linkHash);
      if (status === "unknown") return "stranger";
      return status === "replaced" ? "link_replaced" : "current";
    }
  }
}

/** The caller's party, if the actor is one of the two. */
export function partyOf(actor: Actor): Party | null {
  return actor.role === "admin" ? null : actor.role;
}
