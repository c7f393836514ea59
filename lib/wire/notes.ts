import * as v from "valibot";
import { MAX_NOTES } from "@/lib/domain/notes/private_notes.ts";
import { Count, field } from "./basic.ts";
import type { Endpoint, In, Out } from "./endpoint.ts";
import { CONSULTATION_REFUSALS } from "./refusal.ts";

const Notes = v.strictObject({
  text: v.string(),
  revision: v.pipe(
    Count,
    v.description("Incremented by each change; 0 before the first."),
  ),
});
export type PrivateNotesAnswer = Out<typeof Notes>;

const NotesChange = v.object({
  text: field(
    `a text of at most ${MAX_NOTES} characters`,
    v.pipe(v.string(), v.maxLength(MAX_NOTES)),
  ),
  revision: field("the revision that the text was made from", Count),
});
export type PrivateNotesBody = In<typeof NotesChange>;

export const NOTES = {
  "GET /api/video/consultation/:id/private-notes": {
    summary: "What the artist has written for themselves.",
    sessions: ["artist"],
    status: 200,
    answer: Notes,
    refusals: CONSULTATION_REFUSALS,
  },
  "POST /api/video/consultation/:id/private-notes": {
    summary:
      "Replaces the artist's notes. `conflict`: another tab has written since; read, merge, and send again.",
    sessions: ["artist"],
    status: 200,
    body: NotesChange,
    answer: Notes,
    refusals: [...CONSULTATION_REFUSALS, "rate_limited"],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
