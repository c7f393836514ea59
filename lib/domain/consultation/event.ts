import type { Party } from "@/lib/domain/call/presence.ts";
import type { Rating } from "@/lib/domain/look/rating.ts";
import type { RecordingEvent } from "@/lib/domain/recording/recording.ts";
import type { EndedBy, Join, Reminder } from "./consultation.ts";
import type { ClientDetails } from "./client_details.ts";
import type { NewTime } from "./reschedule.ts";

/** The events of a consultation. */
export type Event =
  | {
    readonly type: "confirm";
    readonly twilioRoomName: string;
    readonly linkHash: string;
  }
  | { readonly type: "decline"; readonly reason: string }
  | { readonly type: "expire" }
  /** By the client, before the answer. */
  | { readonly type: "change_details" } & ClientDetails
  | { readonly type: "withdraw" }
  /** `noticeMs`: how long before the start this person may still cancel; 0 for the studio. */
  | {
    readonly type: "cancel";
    readonly by: Party | "admin";
    readonly noticeMs: number;
  }
  | {
    readonly type: "reschedule";
    readonly by: Party | "admin";
    readonly noticeMs: number;
  } & NewTime
  /** A reminder is about to be written, with a link of its own. */
  | {
    readonly type: "remind";
    readonly reminder: Reminder;
    readonly linkHash: string;
  }
  /** A mail that could not be sent is written again, with a link of its own. */
  | { readonly type: "link_added"; readonly linkHash: string }
  | { readonly type: "start" }
  /** A new room is about to be created, because the last one is closed. */
  | { readonly type: "room_wanted" }
  | { readonly type: "room_ready"; readonly sid: string }
  /** `null`: no room of this name is open any more. */
  | { readonly type: "room_completed"; readonly sid: string | null }
  /** The video service reported people in the call, or leaving it. */
  | { readonly type: "attended"; readonly joins: readonly Join[] }
  | { readonly type: "end"; readonly by: EndedBy }
  /** `came`: who was on their page at the start or later. */
  | {
    readonly type: "no_show";
    readonly came?: Readonly<Record<Party, boolean>>;
  }
  /** The look sheet, as its change number `count`, is mailed with a link of its own. */
  | {
    readonly type: "look_sheet_sent";
    readonly count: number;
    readonly linkHash: string;
  }
  | { readonly type: "rated" } & Omit<Rating, "at">
  | { readonly type: "erase"; readonly by: "artist" | "admin" }
  | RecordingEvent;

export type EventType = Event["type"];
export type EventOf<E extends EventType> = Extract<Event, { type: E }>;
