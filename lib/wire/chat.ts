import * as v from "valibot";
import { LATE_MINUTES } from "@/lib/domain/call/artist_status.ts";
import { Count, field, IsoInstant } from "./basic.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import { PartyName } from "./enums.ts";
import { CONSULTATION_REFUSALS } from "./refusal.ts";

/** A message's name, chosen by the page that sends it. */
const Key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));

const Message = v.strictObject({
  number: v.pipe(Count, v.description("From 1, without gaps.")),
  from: PartyName,
  text: v.pipe(
    v.string(),
    v.description("Plain text: to be shown as text, never as markup."),
  ),
  sentAt: IsoInstant,
  key: v.exactOptional(
    v.pipe(v.string(), v.description("Of the viewer's own messages.")),
  ),
});
export type ChatMessageAnswer = Out<typeof Message>;

export const Messages = v.strictObject({ messages: v.array(Message) });
export type MessagesAnswer = Out<typeof Messages>;

export const MessageBody = v.object({
  text: field("1 to 1000 characters of plain text", v.string()),
  key: field(
    "8 to 64 letters, digits, hyphens or underscores, new for each message",
    Key,
  ),
});

export const ArtistStatusBody = v.variant("status", [
  v.object({
    status: field("one of getting_ready, late and none", v.literal("late")),
    minutes: field(
      "5, 10 or 15, counted from the start, or from now once it has passed",
      v.picklist(LATE_MINUTES),
    ),
  }),
  v.object({
    status: field(
      "one of getting_ready, late and none",
      v.picklist(["getting_ready", "none"]),
    ),
  }),
]);

export const ReadBody = v.object({
  number: field(
    "the number of a message: a whole number from 1",
    v.pipe(v.number(), v.integer(), v.minValue(1)),
  ),
});

/** Refusals of what is only possible until the consultation is over. */
const UNTIL_IT_IS_OVER = [
  ...CONSULTATION_REFUSALS,
  "not_confirmed",
  "too_late",
  "consultation_ended",
  "consultation_cancelled",
] as const;

export const CHAT = {
  "GET /api/video/consultation/:id/messages": {
    summary:
      "The messages that the two people have written, in order; with `?after=N` those after number N.",
    sessions: ["client", "artist", "admin"],
    status: 200,
    answer: Messages,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/messages": {
    summary:
      "Writes a message to the other person; with the same key again, answers with the message that was written.",
    sessions: ["client", "artist"],
    status: 200,
    body: MessageBody,
    answer: Message,
    refusals: [...UNTIL_IT_IS_OVER, "rate_limited", "chat_full"],
  },
  "POST /api/video/consultation/:id/messages/read": {
    summary:
      "The artist has read the messages up to this one: their day counts the client's later ones as new.",
    sessions: ["artist"],
    status: 204,
    body: ReadBody,
    answer: null,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/artist-status": {
    summary:
      "What the artist says about themselves to the client who waits: snapshots show it.",
    sessions: ["artist"],
    status: 204,
    body: ArtistStatusBody,
    answer: null,
    refusals: UNTIL_IT_IS_OVER,
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
