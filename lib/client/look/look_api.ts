import { createContext } from "preact";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { LookChangesBody, LookSheetAnswer } from "@/lib/wire/wire.ts";
import {
  type Answer,
  browserNet,
  call,
  type Net,
} from "@/lib/client/page/api.ts";

/** The look sheet's own requests, beside those of the call's page. */
export interface LookApi {
  read(): Promise<Answer<LookSheetAnswer>>;
  save(changes: LookChangesBody): Promise<Answer<LookSheetAnswer>>;
  /** Mails it to the client. */
  send(): Promise<Answer<LookSheetAnswer>>;
}

/** @param party which of the browser's sessions is meant */
export function lookApi(
  id: string,
  party: Party,
  { net = browserNet }: { readonly net?: Net } = {},
): LookApi {
  const about = { params: { id }, query: { session: party } };
  return {
    read: () => call(net, "GET /api/video/consultation/:id/look-sheet", about),
    save: (body) =>
      call(net, "POST /api/video/consultation/:id/look-sheet", {
        ...about,
        body,
      }),
    send: () =>
      call(net, "POST /api/video/consultation/:id/look-sheet/send", {
        ...about,
        body: {},
      }),
  };
}

/** How a page gets its requests. The gallery provides fixed answers. */
export const LookApiStart = createContext(lookApi);
