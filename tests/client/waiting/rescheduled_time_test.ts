import { expect } from "expect";
import { rescheduledTime } from "@/lib/client/waiting/rescheduled_time.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";

Deno.test("a page shows its time as the server wrote it until the consultation is moved, then in the reader's own zone", () => {
  const snapshot = aSnapshot({
    startsAt: "2026-11-22T16:00:00.000Z",
    endsAt: "2026-11-22T16:45:00.000Z",
  });
  const page = { when: "as it was written", zone: "Asia/Kathmandu", snapshot };
  expect(rescheduledTime(page, snapshot))
    .toEqual({ when: "as it was written", moved: false });
  expect(rescheduledTime(page, {
    startsAt: "2026-11-27T16:15:00.000Z",
    endsAt: "2026-11-27T17:00:00.000Z",
  })).toEqual({
    when: "Friday 27 November 2026, 22:00–22:45 Nepal Time",
    moved: true,
  });
});
