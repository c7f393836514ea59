import { under } from "@/gallery/under.ts";
import { CALL_STATES } from "./call_states.ts";
import { DAY_STATES } from "./day_states.ts";
import { DEVICE_STATES } from "./device_states.ts";
import type { LiveState, PageFixture } from "./fixture.ts";
import { DESK_STATES, LOOK_STATES } from "./look_states.ts";
import { END_STATES } from "./end_states.ts";
import { RECORDING_STATES } from "./recording_states.ts";
import { STILL_STATES } from "./still_states.ts";
import { waitingStates } from "./waiting_states.ts";

const CONSULTATIONS: Readonly<Record<string, PageFixture>> = {
  ...under("waiting/client", waitingStates("client")),
  ...under("waiting/artist", waitingStates("artist")),
  ...under("devices", DEVICE_STATES),
  ...under("call", CALL_STATES),
  ...under("recording", RECORDING_STATES),
  ...under("stills", STILL_STATES),
  ...under("look", LOOK_STATES),
  ...under("end", END_STATES),
};

/** Every state of the islands, by its address in the gallery. */
export const LIVE_STATES: Readonly<Record<string, LiveState>> = {
  ...mapped(CONSULTATIONS, (page) => ({ is: "consultation", ...page })),
  ...mapped(under("day", DAY_STATES), (day) => ({ is: "day", ...day })),
  ...mapped(under("look", DESK_STATES), (look) => ({ is: "look", ...look })),
};

function mapped<T>(
  states: Readonly<Record<string, T>>,
  state: (one: T) => LiveState,
): Record<string, LiveState> {
  return Object.fromEntries(
    Object.entries(states).map(([name, one]) => [name, state(one)]),
  );
}
