import type { StillRequestState } from "./still.ts";

/** What can happen to a request: the client sends or refuses, the artist withdraws. */
export type StillAnswer = "send" | "refuse" | "withdraw";

type Rules = Readonly<Record<StillAnswer, StillRequestState | null>>;

/** The next state; null if the request is no longer open. A repeat changes nothing and is no error. A client who refused may think again. */
const NEXT: Readonly<Record<StillRequestState, Rules>> = {
  asked: { send: "sent", refuse: "refused", withdraw: "withdrawn" },
  sent: { send: null, refuse: null, withdraw: null },
  refused: { send: "sent", refuse: "refused", withdraw: null },
  withdrawn: { send: null, refuse: null, withdraw: "withdrawn" },
};

/** @param isNewest whether nothing was asked for since: a newer request takes the place of a refused one */
export function nextState({ state, answer, isNewest }: {
  readonly state: StillRequestState;
  readonly answer: StillAnswer;
  readonly isNewest: boolean;
}): StillRequestState | null {
  const isReplaced = state === "refused" && answer === "send" && !isNewest;
  return isReplaced ? null : NEXT[state][answer];
}
