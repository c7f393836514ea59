import { expect } from "expect";
import type { Answer } from "@/lib/client/page/api.ts";
import { stillUploads } from "@/lib/client/stills/still_uploads.ts";
import type { OutgoingStill, Way } from "@/lib/client/stills/stills_api.ts";
import type { StillsAnswer } from "@/lib/wire/wire.ts";
import {
  failure,
  fakePage,
  fakeTime,
  settle,
} from "@/tests/client/_support.ts";

const NOTHING: StillsAnswer = {
  count: 1,
  request: null,
  stills: [],
  room: 24,
  roomToAdd: 12,
};
const BLOB = new Blob(["a picture"], { type: "image/jpeg" });

function aStill(id = "a"): OutgoingStill {
  return { id: id.repeat(26), requestId: 1, from: "photo", blob: BLOB };
}

function listed(...ids: string[]): StillsAnswer {
  return {
    ...NOTHING,
    stills: ids.map((id) => ({
      id: id.repeat(26),
      photo: "p".repeat(26),
      what: null,
      from: "photo",
      takenAt: "2026-11-22T17:00:00Z",
      width: 9,
      height: 9,
      approved: false,
      removable: true,
    })),
  };
}

const ok = (value: StillsAnswer): Answer<StillsAnswer> => ({ ok: true, value });

/** @param answers to each `send` in turn; the last one goes on */
function aWay(
  answers: readonly (Answer<StillsAnswer> | "never")[],
  list: () => Answer<StillsAnswer> = () => ok(NOTHING),
) {
  const time = fakeTime();
  const page = fakePage();
  const calls: string[] = [];
  const ways: Way[] = [];
  const arrived: StillsAnswer[] = [];
  let sent = 0;
  const uploads = stillUploads({
    api: {
      send({ id }, way) {
        calls.push(`send ${id[0]}`);
        ways.push(way);
        const answer = answers[Math.min(sent++, answers.length - 1)]!;
        return answer === "never"
          ? new Promise(() => {})
          : Promise.resolve(answer);
      },
      list() {
        calls.push("list");
        return Promise.resolve(list());
      },
    },
    page,
    timers: time,
    onArrived: (now) => void arrived.push(now),
  });
  const states = () => uploads.list.value.map(({ state }) => state);
  return { uploads, time, page, calls, ways, arrived, states };
}

Deno.test("a picture is sent once, with its progress, and then it is on the page's list", async () => {
  const never = aWay(["never"]);
  never.uploads.add(aStill());
  await settle();
  never.ways[0]!.onProgress(0.4);
  expect(never.uploads.list.value).toMatchObject([
    { state: "sending", progress: 0.4, requestId: 1 },
  ]);
  const { uploads, arrived, calls } = aWay([ok(listed("a"))]);
  uploads.add(aStill());
  await settle();
  expect([uploads.list.value, calls]).toEqual([[], ["send a"]]);
  expect(arrived).toEqual([listed("a")]);
});

Deno.test("over a line that breaks it waits longer each time, asks whether it has arrived, and sends again", async () => {
  const { uploads, time, calls, states, arrived } = aWay([
    failure("offline"),
    failure("offline"),
    failure("body_aborted"),
    ok(listed("a")),
  ]);
  uploads.add(aStill());
  await settle();
  expect(states()).toEqual(["waiting"]);
  const again = ["list", "send a"];
  await time.pass(1_000);
  expect(calls).toEqual(["send a", ...again]);
  await time.pass(1_999);
  expect(calls).toHaveLength(3);
  await time.pass(1);
  expect(calls).toHaveLength(5);
  await time.pass(4_000);
  expect(calls).toHaveLength(7);
  expect(arrived).toHaveLength(1);
  expect([states(), time.pending()]).toEqual([[], 0]);
});

Deno.test("if only the answer was lost, nothing is sent again", async () => {
  const { uploads, time, calls, arrived } = aWay(
    [failure("offline")],
    () => ok(listed("a")),
  );
  uploads.add(aStill());
  await time.pass(1_000);
  expect(calls).toEqual(["send a", "list"]);
  expect(arrived).toEqual([listed("a")]);
});

Deno.test("when there is a network again, or the page is seen again, it does not wait any longer", async () => {
  for (const event of ["online", "visible"] as const) {
    const { uploads, page, calls, time } = aWay([
      failure("offline"),
      ok(listed("a")),
    ]);
    uploads.add(aStill());
    await settle();
    page.fire(event);
    await settle();
    expect(calls).toEqual(["send a", "list", "send a"]);
    expect([page.listeners(), time.pending()]).toEqual([0, 0]);
  }
});

Deno.test("it goes on for as long as the line is down", async () => {
  const { uploads, time, states, calls } = aWay(
    [failure("offline")],
    () => failure("offline"),
  );
  uploads.add(aStill());
  await time.pass(10 * 60_000);
  expect(states()).toEqual(["waiting"]);
  expect(calls.length).toBeGreaterThan(30);
  expect(calls.length).toBeLessThan(60);
});

Deno.test("a server that asks to wait is not asked before", async () => {
  const { uploads, time, calls } = aWay([
    failure("rate_limited", { retryAfterMs: 60_000 }),
    ok(listed("a")),
  ]);
  uploads.add(aStill());
  await time.pass(59_999);
  expect(calls).toHaveLength(1);
  await time.pass(1);
  expect(calls).toHaveLength(3);
});

Deno.test("what the server does not take is not tried again, says why, and can be put away", async () => {
  for (
    const code of [
      "still_closed",
      "stills_full",
      "photo_too_large",
      "consultation_ended",
    ] as const
  ) {
    const { uploads, time, calls } = aWay([failure(code)]);
    uploads.add(aStill());
    await time.pass(60_000);
    expect(uploads.list.value).toMatchObject([
      { state: "failed", words: `refused: ${code}` },
    ]);
    expect(calls).toEqual(["send a"]);
    uploads.drop("a".repeat(26));
    expect(uploads.list.value).toEqual([]);
  }
});

Deno.test("one after the other: a second picture waits for the first, and a refused one delays nobody", async () => {
  const { uploads, calls, arrived } = aWay([
    failure("stills_full"),
    ok(listed("b")),
  ]);
  uploads.add(aStill("a"));
  uploads.add(aStill("b"));
  expect(calls).toEqual([]);
  await settle();
  expect(calls).toEqual(["send a", "send b"]);
  expect(arrived).toHaveLength(1);
});

Deno.test("a picture that is given up is broken off, and the next one is sent", async () => {
  const { uploads, ways, calls, time } = aWay(["never", ok(listed("b"))]);
  uploads.add(aStill("a"));
  uploads.add(aStill("b"));
  await settle();
  uploads.drop("b".repeat(26));
  uploads.drop("a".repeat(26));
  expect(ways[0]!.signal.aborted).toBe(true);
  expect(uploads.list.value).toEqual([]);
  await time.pass(60_000);
  expect(calls).toEqual(["send a"]);
  const waiting = aWay([failure("offline"), ok(listed("b"))]);
  waiting.uploads.add(aStill("a"));
  waiting.uploads.add(aStill("b"));
  await settle();
  waiting.uploads.drop("a".repeat(26));
  await settle();
  expect(waiting.calls).toEqual(["send a", "send b"]);
  expect(waiting.time.pending()).toBe(0);
});
