import * as v from "valibot";
import type { Endpoint } from "./endpoint.ts";

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
  "GET /api/openapi.json": {
    summary: "This document.",
    sessions: [],
    status: 200,
    answer: v.looseObject({ openapi: v.string() }),
    refusals: [],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
