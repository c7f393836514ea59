import { expect } from "expect";
import type { PhotoId, StillId } from "@/lib/domain/basic/ids.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import {
  nextState,
  type StillAnswer,
} from "@/lib/domain/stills/request_rules.ts";
import {
  NO_STILLS,
  openRequest,
  roomFor,
  STILL_LIMITS,
  STILL_REQUEST_STATES,
  type StillRequestState,
  type Stills,
} from "@/lib/domain/stills/still.ts";
import {
  type ArrivedStill,
  changeStills,
  type StillEvent,
} from "@/lib/domain/stills/stills_rules.ts";
import { START } from "@/tests/_support/a_consultation.ts";

const ANSWERS: readonly StillAnswer[] = ["send", "refuse", "withdraw"];

const ASK: StillEvent = { type: "ask", what: "eyes", text: "Look up" };

let number = 0;
const letters = (n: number) => String.fromCharCode(97 + n % 26);

function aPicture(change: Partial<ArrivedStill> = {}): ArrivedStill {
  const id = letters(number++).repeat(25) + letters(Math.floor(number / 26));
  return {
    id: id as StillId,
    photoId: id as string as PhotoId,
    requestId: null,
    from: "photo",
    width: 4032,
    height: 3024,
    size: 3_000_000,
    ...change,
  };
}

function send(change: Partial<ArrivedStill> = {}): StillEvent {
  return { type: "send", still: aPicture(change) };
}

/** So many pictures that were each asked for. */
function asked(count: number, change: Partial<ArrivedStill> = {}) {
  return Array.from({ length: count }, (_, i) => [
    ASK,
    send({ ...change, requestId: 2 * i + 1 }),
  ]).flat();
}

/** The stills after these events, each of which must be possible. Changes are numbered from 1. */
function after(...events: StillEvent[]): Stills {
  return events.reduce((stills, event, i) => {
    const next = changeStills(stills, event, { now: START, number: i + 1 });
    if (!next.ok) throw new Error(`${event.type}: ${next.code}`);
    return next.value;
  }, NO_STILLS);
}

function refusal(stills: Stills, event: StillEvent): string | null {
  const next = changeStills(stills, event, { now: START, number: 99 });
  return next.ok ? null : next.code;
}

Deno.test("a request is answered once: sent, refused or taken back; the newest is still sent after it was refused, and a repeated refusal changes nothing", () => {
  const table = (isNewest: boolean) =>
    Object.fromEntries(
      STILL_REQUEST_STATES.map((state) => [
        state,
        ANSWERS.map((answer) => nextState({ state, answer, isNewest })),
      ]),
    );
  const older = {
    asked: ["sent", "refused", "withdrawn"],
    sent: [null, null, null],
    refused: [null, "refused", null],
    withdrawn: [null, null, "withdrawn"],
  } satisfies Record<StillRequestState, (StillRequestState | null)[]>;
  expect(table(false)).toEqual(older);
  expect(table(true)).toEqual({ ...older, refused: ["sent", "refused", null] });
});

Deno.test("a request takes the number of its change, and one line of text", () => {
  const { requests } = after({
    type: "ask",
    what: "other",
    text: "  Your\u202e hand\nnext to your face ",
  });
  expect(requests).toEqual([{
    id: 1,
    what: "other",
    text: "Your hand next to your face",
    askedAt: START,
    state: "asked",
  }]);
});

Deno.test("something else is asked for only in words, and in few", () => {
  const other = (text: string) =>
    refusal(NO_STILLS, { type: "ask", what: "other", text });
  expect(other(" \u200b ")).toBe("invalid_input");
  expect(other("x".repeat(STILL_LIMITS.text + 1))).toBe("invalid_input");
  expect(other("x".repeat(STILL_LIMITS.text))).toBeNull();
  expect(refusal(NO_STILLS, { ...ASK, text: "" })).toBeNull();
});

Deno.test("one request is open at a time: the same again changes nothing, another is refused until the first is answered", () => {
  const asked = after(ASK);
  const again = changeStills(asked, ASK, { now: START, number: 2 });
  expect(again.ok && again.value).toBe(asked);
  expect(refusal(asked, { ...ASK, what: "lips" })).toBe("still_asked");
  for (const type of ["withdraw", "refuse"] as const) {
    const closed = after(ASK, { type, request: 1 });
    expect(openRequest(closed)).toBeNull();
    expect(refusal(closed, { ...ASK, what: "lips" })).toBeNull();
  }
});

Deno.test("a picture answers its request, keeps what was asked for, and is dated by the server", () => {
  const { requests, stills } = after(ASK, send({ requestId: 1 }));
  expect(requests[0]?.state).toBe("sent");
  expect(stills).toHaveLength(1);
  expect(stills[0]).toMatchObject({
    what: "eyes",
    takenAt: START,
    requestId: 1,
  });
});

Deno.test("a picture that nobody asked for leaves the request open", () => {
  const { requests, stills } = after(ASK, send());
  expect(requests[0]?.state).toBe("asked");
  expect(stills[0]).toMatchObject({ what: null, requestId: null });
});

Deno.test("a picture that arrives twice is listed once, also after its request is closed", () => {
  const picture = send({ requestId: 1 });
  const once = after(ASK, picture);
  const twice = changeStills(once, picture, { now: START, number: 3 });
  expect(twice.ok && twice.value).toBe(once);
});

Deno.test("a client who has refused may think again: the picture answers the request, until another one is made", () => {
  const refused = after(ASK, { type: "refuse", request: 1 });
  const sent = changeStills(refused, send({ requestId: 1 }), {
    now: START,
    number: 3,
  });
  if (!sent.ok) throw new Error(sent.code);
  expect(sent.value).toMatchObject({
    requests: [{ id: 1, state: "sent" }],
    stills: [{ requestId: 1, what: "eyes" }],
  });
  const newer = after(ASK, { type: "refuse", request: 1 }, {
    ...ASK,
    what: "lips",
  });
  expect(refusal(newer, send({ requestId: 1 }))).toBe("still_closed");
  // What took its place may be over as well.
  const over = after(
    ASK,
    { type: "refuse", request: 1 },
    { ...ASK, what: "lips" },
    { type: "withdraw", request: 3 },
  );
  expect(refusal(over, send({ requestId: 1 }))).toBe("still_closed");
});

Deno.test("a picture for a request that was taken back, answered or never made is refused", () => {
  const closed = after(ASK, { type: "withdraw", request: 1 });
  expect(refusal(closed, send({ requestId: 1 }))).toBe("still_closed");
  const sent = after(ASK, send({ requestId: 1 }));
  expect(refusal(sent, send({ requestId: 1 }))).toBe("still_closed");
  expect(refusal(NO_STILLS, send({ requestId: 1 }))).toBe("still_closed");
});

Deno.test("a consultation holds so many pictures and so many bytes, and then nothing is asked for either", () => {
  const full = after(...asked(STILL_LIMITS.most));
  expect(refusal(full, send())).toBe("stills_full");
  expect(refusal(full, ASK)).toBe("stills_full");
  const heavy = after(...asked(12, { size: STILL_LIMITS.allBytes / 12 }));
  expect(refusal(heavy, send({ size: 1 }))).toBe("stills_full");
});

Deno.test("photos that nobody asked for take at most half of the room: the artist can still ask for the other half", () => {
  const many = Array.from({ length: STILL_LIMITS.most / 2 }, () => send());
  const added = after(...many);
  expect(refusal(added, send())).toBe("stills_added_full");
  expect(roomFor(added)).toEqual({ room: 12, roomToAdd: 0 });
  expect(refusal(added, ASK)).toBeNull();
  const size = STILL_LIMITS.allBytes / 4;
  const heavy = after(send({ size }), send({ size }));
  expect(refusal(heavy, send({ size: 1 }))).toBe("stills_added_full");
  const request = after(send({ size }), send({ size }), ASK);
  expect(refusal(request, send({ size, requestId: 3 }))).toBeNull();
  // Where little is left at all, that is the room for both.
  expect(roomFor(after(...asked(20)))).toEqual({ room: 4, roomToAdd: 4 });
  expect(roomFor(NO_STILLS)).toEqual({ room: 24, roomToAdd: 12 });
});

Deno.test("a client deletes a photo that nobody asked for, and makes room; one for the look sheet, or one that was asked for, stays", () => {
  const own = aPicture();
  const remove: StillEvent = { type: "remove", still: own.id };
  const added = after({ type: "send", still: own }, send());
  const less = changeStills(added, remove, { now: START, number: 3 });
  if (!less.ok) throw new Error(less.code);
  expect(less.value.stills.map(({ id }) => id)).not.toContain(own.id);
  expect(less.value.stills).toHaveLength(1);
  const again = changeStills(less.value, remove, { now: START, number: 4 });
  expect(again.ok && again.value).toBe(less.value);
  const chosen = after(
    { type: "send", still: own },
    { type: "approve", still: own.id, approved: true },
  );
  expect(refusal(chosen, remove)).toBe("still_kept");
  const answer = { ...own, requestId: 1 };
  expect(refusal(after(ASK, { type: "send", still: answer }), remove))
    .toBe("still_kept");
});

Deno.test("of many requests the newest are kept, and a still keeps what it shows", () => {
  const events: StillEvent[] = [ASK, send({ requestId: 1 })];
  for (let i = 0; i < 2 * STILL_LIMITS.requests; i++) {
    events.push({ ...ASK, text: `${i}` });
    events.push({ type: "refuse", request: events.length });
  }
  const { requests, stills } = after(...events);
  expect(requests).toHaveLength(STILL_LIMITS.requests);
  expect(requests.some(({ id }) => id === 1)).toBe(false);
  expect(stills[0]?.what).toBe("eyes");
});

Deno.test("a still is chosen for the look sheet and put back; one that there is not is not found", () => {
  const picture = aPicture();
  const choose = (approved: boolean): StillEvent => ({
    type: "approve",
    still: picture.id,
    approved,
  });
  const sent = after({ type: "send", still: picture });
  const chosen = changeStills(sent, choose(true), {
    now: START + MINUTE,
    number: 2,
  });
  if (!chosen.ok) throw new Error(chosen.code);
  expect(chosen.value.stills[0]?.approved).toBe(true);
  const again = changeStills(chosen.value, choose(true), {
    now: START,
    number: 3,
  });
  expect(again.ok && again.value).toBe(chosen.value);
  const back = changeStills(chosen.value, choose(false), {
    now: START,
    number: 4,
  });
  expect(back.ok && back.value).toEqual(sent);
  expect(refusal(NO_STILLS, choose(true))).toBe("not_found");
});
