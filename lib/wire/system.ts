import * as v from "valibot";
import type { Endpoint } from "./endpoint.ts";
import { ARRIVAL_REFUSALS } from "./refusal.ts";

export const SYSTEM = {
  "GET /api/health": {
    summary:
      "Whether the server answers, and its store can be read and written.",
    sessions: [],
    status: 200,
    answer: v.strictObject({
      ok: v.literal(true),
      mail: v.pipe(
        v.picklist(["ok", "refused"]),
        v.description(
          "`refused`: the mail account refuses MAIL_FROM or the key, so no mail goes out.",
        ),
      ),
    }),
    refusals: [],
  },
  "POST /api/connection-test": {
    summary:
      "Takes up to 64 KiB and forgets them, so that a page can measure how fast it sends. Says how a call would leave the network.",
    sessions: [],
    status: 200,
    upload: ["application/octet-stream"],
    answer: v.strictObject({
      udpServers: v.pipe(
        v.array(v.string()),
        v.description(
          "STUN addresses at which a page sees whether UDP gets through; empty where calls have no relay.",
        ),
      ),
      relaysOverTcp: v.pipe(
        v.boolean(),
        v.description("Whether a call also works without UDP, by a relay."),
      ),
    }),
    refusals: ["rate_limited", ...ARRIVAL_REFUSALS, "body_too_large"],
  },
  "GET /api/openapi.json": {
    summary: "This document.",
    sessions: [],
    status: 200,
    answer: v.looseObject({ openapi: v.string() }),
    refusals: [],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
