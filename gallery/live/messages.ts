import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { ChatMessageAnswer } from "@/lib/wire/wire.ts";
import { NOW } from "./snapshot.ts";

const LONG =
  "Of course, bring her! Two people on one sofa are fine, as long as the window is in front of you and not behind. If she has a lamp with a white shade, please put it beside the phone.";

/** A conversation with a long message, markup, another script and a link. */
export const MESSAGES: readonly ChatMessageAnswer[] = ([
  ["client", "Hello! May my sister watch?"],
  ["artist", LONG],
  ["client", "<b>Great</b> 💛 ‎תודה"],
  ["client", "https://example.org/an-inspiration-that-is-long-without-spaces"],
] as const satisfies readonly (readonly [Party, string])[])
  .map(([from, text], i) => ({
    number: i + 1,
    from,
    text,
    sentAt: iso(NOW - (12 - i) * MINUTE),
  }));
