import type { StillId } from "@/lib/domain/basic/ids.ts";
import type { Instant } from "@/lib/domain/basic/instant.ts";
import { cleanLine } from "@/lib/domain/basic/plain_text.ts";
import {
  ok,
  type Outcome,
  type Refusal,
  refuse,
} from "@/lib/domain/basic/refusal.ts";
import { nextState, type StillAnswer } from "./request_rules.ts";
import {
  addedOf,
  isRemovable,
  openRequest,
  type Still,
  STILL_LIMITS,
  type StillRequest,
  type StillRequestState,
  type Stills,
  type StillSubject,
} from "./still.ts";

/** A picture that has arrived, and passed the check. */
export type ArrivedStill = Omit<Still, "takenAt" | "what" | "approved">;

export type StillEvent =
  | {
    readonly type: "ask";
    readonly what: StillSubject;
    readonly text: string;
  }
  | { readonly type: "withdraw" | "refuse"; readonly request: number }
  | { readonly type: "send"; readonly still: ArrivedStill }
  /** The client deletes one that nobody had asked for. */
  | { readonly type: "remove"; readonly still: StillId }
  | {
    readonly type: "approve";
    readonly still: StillId;
    readonly approved: boolean;
  };

export interface StillContext {
  readonly now: Instant;
  /** The number of this change, which a new request takes as its id. */
  readonly number: number;
}

/** The stills after an event; the same object if it had already happened. */
export function changeStills(
  before: Stills,
  event: StillEvent,
  context: StillContext,
): Outcome<Stills> {
  switch (event.type) {
    case "ask":
      return asked(before, event, context);
    case "withdraw":
    case "refuse":
      return answered(before, event.request, event.type);
    case "send":
      return sent(before, event.still, context);
    case "approve":
      return approved(before, event);
    case "remove":
      return removed(before, event.still);
  }
}

function asked(
  before: Stills,
  { what, text: typed }: Extract<StillEvent, { type: "ask" }>,
  { now, number }: StillContext,
): Outcome<Stills> {
  const text = cleanLine(typed);
  if (text.length > STILL_LIMITS.text) {
    return refuse("invalid_input", {
      fields: { text: `Use at most ${STILL_LIMITS.text} characters.` },
    });
  }
  if (what === "other" && text === "") {
    return refuse("invalid_input", {
      fields: { text: "Say what you would like to see." },
    });
  }
  const open = openRequest(before);
  if (open !== null) {
    return open.what === what && open.text === text
      ? ok(before)
      : refuse("still_asked");
  }
  if (before.stills.length >= STILL_LIMITS.most) return refuse("stills_full");
  const request: StillRequest = {
    id: number,
    what,
    text,
    askedAt: now,
    state: "asked",
  };
  return ok({
    ...before,
    requests: [...before.requests, request].slice(-STILL_LIMITS.requests),
  });
}

function answered(
  before: Stills,
  id: number,
  answer: StillAnswer,
): Outcome<Stills> {
  const now = before.requests.find((one) => one.id === id)?.state;
  const state = stateAfter(before, { id, answer });
  if (state === null) return refuse("still_closed");
  if (state === now) return ok(before);
  return ok({
    ...before,
    requests: before.requests.map((one) =>
      one.id === id ? { ...one, state } : one
    ),
  });
}

/** The state of a request after an answer; null if it can no longer be answered so. */
function stateAfter(
  { requests }: Pick<Stills, "requests">,
  { id, answer }: { readonly id: number; readonly answer: StillAnswer },
): StillRequestState | null {
  const at = requests.findIndex((one) => one.id === id);
  const request = requests[at];
  if (request === undefined) return null;
  const isNewest = at === requests.length - 1;
  return nextState({ state: request.state, answer, isNewest });
}

/** A picture that was stored before has the same id, and counts once. */
function sent(
  before: Stills,
  still: ArrivedStill,
  { now }: StillContext,
): Outcome<Stills> {
  if (before.stills.some(({ id }) => id === still.id)) return ok(before);
  const refusal = arrivalRefusal(before, still);
  if (refusal) return refusal;
  const { requestId } = still;
  const after = requestId === null
    ? ok(before)
    : answered(before, requestId, "send");
  if (!after.ok) return after;
  const what = before.requests.find(({ id }) => id === requestId)?.what ?? null;
  return ok({
    ...after.value,
    stills: [...before.stills, { ...still, what, takenAt: now }],
  });
}

/** Why a picture that is not stored yet cannot be; null if it can. */
export function arrivalRefusal(
  { stills, requests }: Stills,
  { requestId, size }: Pick<ArrivedStill, "requestId" | "size">,
): Refusal | null {
  const { most, allBytes, added: mostAdded, addedBytes } = STILL_LIMITS;
  if (stills.length >= most || bytesOf(stills) + size > allBytes) {
    return refuse("stills_full");
  }
  if (requestId === null) {
    const added = addedOf({ stills });
    return added.length >= mostAdded || bytesOf(added) + size > addedBytes
      ? refuse("stills_added_full")
      : null;
  }
  return stateAfter({ requests }, { id: requestId, answer: "send" }) === null
    ? refuse("still_closed")
    : null;
}

function bytesOf(stills: readonly Still[]): number {
  return stills.reduce((sum, { size }) => sum + size, 0);
}

/** A repeat changes nothing: the answer to the first may have been lost. */
function removed(before: Stills, id: StillId): Outcome<Stills> {
  const still = before.stills.find((one) => one.id === id);
  if (still === undefined) return ok(before);
  if (!isRemovable(still)) return refuse("still_kept");
  return ok({
    ...before,
    stills: before.stills.filter((one) => one !== still),
  });
}

function approved(
  before: Stills,
  { still: id, approved }: Extract<StillEvent, { type: "approve" }>,
): Outcome<Stills> {
  const still = before.stills.find((one) => one.id === id);
  if (still === undefined) return refuse("not_found");
  if (Boolean(still.approved) === approved) return ok(before);
  const { approved: _, ...rest } = still;
  return ok({
    ...before,
    stills: before.stills.map((one) =>
      one !== still ? one : approved ? { ...rest, approved: true } : rest
    ),
  });
}
