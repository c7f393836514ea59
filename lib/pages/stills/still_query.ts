import { ok, type Outcome, refuse } from "@/lib/domain/basic/refusal.ts";
import { STILL_SOURCES, type StillSource } from "@/lib/domain/stills/still.ts";

export interface StillQuery {
  readonly requestId: number | null;
  readonly from: StillSource;
}

/** What an upload's address says beside the picture's id: its body is the picture alone. */
export function readStillQuery(query: URLSearchParams): Outcome<StillQuery> {
  const request = query.get("request");
  if (request !== null && !/^\d{1,9}$/.test(request)) {
    return refuse("invalid_input", {
      fields: { request: "The number of a request." },
    });
  }
  const source = query.get("from") ?? "file";
  const from = STILL_SOURCES.find((one) => one === source);
  if (from === undefined) {
    return refuse("invalid_input", {
      fields: { from: `One of ${STILL_SOURCES.join(", ")}.` },
    });
  }
  return ok({ requestId: request === null ? null : Number(request), from });
}
