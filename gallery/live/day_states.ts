import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import type { NotificationsAllowed } from "@/lib/client/alerts/notifications.ts";
import { formatTime } from "@/lib/time/format.ts";
import type { DayRow } from "@/lib/wire/wire.ts";
import { CLIENT, SERVICE, STARTS_AT, ZONE } from "@/gallery/sample.ts";
import type { DayFixture } from "./fixture.ts";
import { NOW } from "./snapshot.ts";
import { SIGNED_OUT } from "./waiting_states.ts";

const NAMES: Readonly<Record<ConsultationState, string>> = {
  ended: "Clara Haas",
  no_show: "Nina Brandt",
  cancelled: "Emilia Roth",
  live: "Jonas Weber",
  confirmed: CLIENT,
  requested: "Sofia Marin",
  declined: "Ada Falk",
  expired: "Lena Vogt",
  erased: "Erased",
};

/** One row for each state, in the order of the day. */
export const ROWS: readonly DayRow[] =
  (Object.keys(NAMES) as ConsultationState[]).map((state, index) =>
    row(state, { slot: index - 4 })
  );

const TWO_HERE = [
  row("confirmed", { slot: 0, here: true }),
  { ...row("confirmed", { slot: 1, here: true }), clientName: "Clara Haas" },
];

export const DAY_STATES: Readonly<Record<string, DayFixture>> = {
  empty: { rows: [] },
  "every-state": { rows: ROWS },
  "nobody-here": {
    rows: [row("confirmed", { slot: 0 }), row("confirmed", { slot: 1 })],
  },
  "client-here": { rows: [row("confirmed", { slot: 0, here: true })] },
  "two-here": { rows: TWO_HERE },
  live: { rows: [row("live", { slot: 0, here: true })] },
  "new-messages": {
    rows: [
      { ...row("confirmed", { slot: 0, here: true }), newMessages: 1 },
      {
        ...row("confirmed", { slot: 1 }),
        clientName: "Clara Haas",
        newMessages: 12,
      },
    ],
  },
  "alerts-on": alerting("granted"),
  "alerts-asked": alerting("default", { sound: false }),
  "alerts-denied": alerting("denied"),
  "alerts-unsupported": alerting("unsupported"),
  "signed-out": { rows: TWO_HERE, gone: SIGNED_OUT },
};

function alerting(
  notifications: NotificationsAllowed,
  { sound = true } = {},
): DayFixture {
  return {
    rows: [row("confirmed", { slot: 0 })],
    alerts: { is: "on", notifications, sound },
  };
}

function row(state: ConsultationState, { slot, here = false }: {
  /** Hours from the sample's start. */
  readonly slot: number;
  readonly here?: boolean;
}): DayRow {
  const startsAt = STARTS_AT + slot * 60 * MINUTE;
  const time = (at: number) => formatTime(at, ZONE);
  return {
    id: `${state}-${slot}`,
    time: `${time(startsAt)}–${time(startsAt + 45 * MINUTE)}`,
    startsAt: iso(startsAt),
    clientName: NAMES[state],
    serviceName: SERVICE,
    state,
    client: { here, since: here ? iso(NOW) : null },
    window: "open",
    opensAt: iso(startsAt - 10 * MINUTE),
    href: "/artist",
  };
}
