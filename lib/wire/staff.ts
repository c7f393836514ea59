import * as v from "valibot";
import { Count, field, IsoInstant, Secret } from "./basic.ts";
import { PlaceInRoom, StateName, WindowPhaseName } from "./enums.ts";
import type { Endpoint, Out } from "./endpoint.ts";
import { liveEvents } from "./refusal.ts";

/** One consultation in the artist's day. */
export const DayEntry = v.strictObject({
  id: v.string(),
  time: v.pipe(
    v.string(),
    v.description("In the artist's zone, as `10:30–11:00`."),
  ),
  startsAt: IsoInstant,
  clientName: v.string(),
  serviceName: v.string(),
  state: StateName,
  client: PlaceInRoom,
  window: WindowPhaseName,
  opensAt: IsoInstant,
  newMessages: v.exactOptional(
    v.pipe(
      Count,
      v.description(
        "Messages of the client that the artist has not read; absent if there are none.",
      ),
    ),
  ),
  href: v.pipe(v.string(), v.description("The consultation's page.")),
});
export type DayRow = Out<typeof DayEntry>;

export const Day = v.strictObject({
  now: v.pipe(IsoInstant, v.description("The server's clock.")),
  rows: v.array(DayEntry),
});
export type DaySnapshot = Out<typeof Day>;

export const SignIn = v.object({
  secret: field("the secret of a sign-in link, as text", Secret),
});

export const STAFF = {
  "GET /api/sign-in": {
    summary: "Whether this browser is signed in, and as what.",
    sessions: ["artist", "admin"],
    status: 200,
    answer: v.strictObject({ role: v.picklist(["artist", "admin"]) }),
    refusals: ["sign_in_required"],
  },
  "POST /api/sign-in/link": {
    summary: "Exchanges the secret of a sign-in link for a session cookie.",
    sessions: [],
    status: 200,
    body: SignIn,
    invalidBodyCode: "sign_in_expired",
    answer: v.strictObject({
      home: v.pipe(v.string(), v.description("The page to go to.")),
    }),
    refusals: ["sign_in_expired"],
  },
  "GET /api/artist/day": {
    summary: "The artist's day, or each change of it as an event.",
    sessions: ["artist"],
    status: 200,
    answer: Day,
    events: liveEvents(Day),
    refusals: ["sign_in_required", "wrong_role", "not_found"],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;
