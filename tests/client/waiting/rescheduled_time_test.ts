import { expect } from "expect";
import { presentTime } from "@/lib/client/moved.ts";
import { aSnapshot } from "./_support.ts";

Deno.test("a page says its time as the server wrote it, until somebody moves the consultation; then in the reader's own zone", () => {
  const snapshot = aSnapshot({
    startsAt: "2026-11-22T16:00:00.000Z",
    endsAt: "2026-11-22T16:45:00.000Z",
  });
  const page = { when: "as it was written", zone: "Asia/Kathmandu", snapshot };
  expect(presentTime(page, snapshot))
    .toEqual({ when: "as it was written", moved: false });
  expect(presentTime(page, {
    startsAt: "2026-11-27T16:15:00.000Z",
    endsAt: "2026-11-27T17:00:00.000Z",
  })).toEqual({
    when: "Friday 27 November 2026, 22:00–22:45 Nepal Time",
    moved: true,
  });
});
