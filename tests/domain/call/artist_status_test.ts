import { expect } from "expect";
import {
  type ArtistStatement,
  artistStatus,
  busyUntil,
  type StoredStatement,
} from "@/lib/domain/call/artist_status.ts";
import type { Lease } from "@/lib/domain/call/presence.ts";
import { parseTabId } from "@/lib/domain/basic/ids.ts";
import { DAY, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import {
  aConsultation,
  consultationId,
  START,
} from "@/tests/_support/a_consultation.ts";

const LATE: ArtistStatement = { is: "late", minutes: 10 };

function at(
  now: number,
  { said = null, saidAt = now, startsAt = START, busy, state = "confirmed" }: {
    readonly said?: ArtistStatement | null;
    readonly saidAt?: number;
    /** The start that the statement was about. */
    readonly startsAt?: number;
    readonly busy?: number;
    readonly state?: "confirmed" | "live" | "ended";
  },
) {
  const statement: StoredStatement | null = said &&
    { said, saidAt, startsAt };
  const client: Lease = {
    tab: parseTabId("tab-of-a-client")!,
    since: now,
    seenAt: now,
    leftAt: null,
    ...(busy === undefined ? {} : { artistBusyUntil: busy }),
  };
  const context = { statement, client, now };
  return artistStatus(aConsultation(state), context);
}

Deno.test("what the artist says holds from then on; a delay is counted from the start", () => {
  const said = LATE;
  const saidAt = START - 20 * MINUTE;
  expect(at(saidAt, { said, saidAt })?.status).toEqual(LATE);
  expect(at(START + 10 * MINUTE, { said, saidAt })?.status).toEqual(LATE);
  expect(at(START + 12 * MINUTE, { said, saidAt })).toBeNull();
});

Deno.test("a delay that is said after the start is counted from then, as long as the door is open", () => {
  const said = LATE;
  for (const after of [1, 10, 16, 50]) {
    const saidAt = START + after * MINUTE;
    const due = saidAt + 10 * MINUTE;
    const known = at(saidAt, { said, saidAt });
    expect(known).toEqual({
      status: { ...LATE, due },
      until: due + 2 * MINUTE,
    });
    expect(at(due + 2 * MINUTE, { said, saidAt })).toBeNull();
  }
});

Deno.test("nobody gets ready for longer than half an hour", () => {
  const said = { is: "getting_ready" } as const;
  const saidAt = START;
  const known = at(START + 29 * MINUTE, { said, saidAt });
  expect(known).toEqual({ status: said, until: START + 30 * MINUTE });
  expect(at(known!.until, { said, saidAt })).toBeNull();
});

Deno.test("a statement about another start says nothing", () => {
  expect(at(START, { said: LATE, startsAt: START - DAY })).toBeNull();
});

Deno.test("once the call has started nobody waits, and nothing is said", () => {
  expect(at(START, { said: LATE, state: "live" })).toBeNull();
  expect(at(START, { said: LATE, busy: START, state: "ended" })).toBeNull();
});

Deno.test("a known call with someone else is shown until it is long over; what the artist says goes first", () => {
  const busy = START + 5 * MINUTE;
  const until = busy + 15 * MINUTE;
  expect(at(START, { busy }))
    .toEqual({ status: { is: "busy", until: busy }, until });
  expect(at(until, { busy })).toBeNull();
  expect(at(START, { busy, said: LATE })?.status).toEqual(LATE);
});

Deno.test("what a lease knows ends with the lease", () => {
  const client: Lease = {
    tab: parseTabId("tab-of-a-client")!,
    since: START,
    seenAt: START,
    leftAt: null,
    artistBusyUntil: START + 5 * MINUTE,
  };
  const seen = (now: number) =>
    artistStatus(aConsultation("confirmed"), { statement: null, client, now });
  expect(seen(START + 17 * SECOND)?.status.is).toBe("busy");
  expect(seen(START + 18 * SECOND)).toBeNull();
});

Deno.test("the artist is not busy with the very consultation that waits", () => {
  const consultation = consultationId("mfzwizltoqqgsztpojxw63ik4q");
  const other = consultationId("nfzwizltoqqgsztpojxw63ik4q");
  const call = { consultation, endsAt: START };
  expect(busyUntil(call, consultation)).toBeNull();
  expect(busyUntil(call, other)).toBe(START);
  expect(busyUntil(null, other)).toBeNull();
});
