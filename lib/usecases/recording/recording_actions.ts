import type { Action, PartyFor } from "@/lib/domain/consultation/permission.ts";
import type { RecordingEvent } from "@/lib/domain/recording/recording.ts";
import type { RecordingAction } from "@/lib/domain/recording/recording_action.ts";
import { ok, type Outcome } from "@/lib/domain/basic/refusal.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import {
  authorise,
  type RequestContext,
} from "@/lib/usecases/shared/authorise.ts";
import type { Source } from "@/lib/usecases/shared/change.ts";

export interface RecordingRequest extends RequestContext {
  /** The version of the consent text that the person saw; only for `consent`. */
  readonly textVersion?: string;
}

interface Rule<A extends Action> {
  readonly permission: A;
  /** Its event for the record. */
  readonly event: (by: {
    readonly party: PartyFor<A>;
    readonly textVersion: string;
  }) => RecordingEvent;
  /** `any`: also possible where recording is not available, or no longer is. */
  readonly backend: "any" | "recording";
}

/** A permitted action: its event, and the record to start from. */
export interface PermittedRecordingEvent {
  readonly source: Source;
  readonly event: RecordingEvent;
}

function rule<A extends Action>({ permission, event, backend }: Rule<A>) {
  return {
    backend,
    async permit(
      deps: Pick<Deps, "consultations">,
      { actor, id, textVersion = "" }: RecordingRequest,
    ): Promise<Outcome<PermittedRecordingEvent>> {
      const seen = await authorise(deps, { actor, action: permission, id });
      if (!seen.ok) return seen;
      const { party } = seen.value;
      return ok({ source: seen.value, event: event({ party, textVersion }) });
    },
  };
}

/** Each action's event, and who may take it. */
export const RECORDING_ACTIONS = {
  /** Puts the question to both pages. It gives no consent by itself, not even the artist's. */
  ask: rule({
    permission: "ask_recording",
    event: () => ({ type: "recording_asked" }),
    backend: "recording",
  }),
  /** Each person consents for themselves, to the text whose version they name. It starts nothing. */
  consent: rule({
    permission: "decide_recording",
    event: (by) => ({ type: "consent_given", ...by }),
    backend: "recording",
  }),
  /**
   * Takes a consent back, or refuses one that was never given. It is written before
   * the service is asked to stop, so it holds even if the service does not answer:
   * the sweep asks again until it has stopped.
   */
  withdraw: rule({
    permission: "decide_recording",
    event: ({ party }) => ({ type: "consent_withdrawn", party }),
    backend: "any",
  }),
  start: rule({
    permission: "start_recording",
    event: () => ({ type: "recording_start" }),
    backend: "recording",
  }),
  /** By either party, at any time. The consents stay in force, so recording can be started again. */
  stop: rule({
    permission: "stop_recording",
    event: () => ({ type: "recording_stop" }),
    backend: "any",
  }),
  /**
   * Every track and everything made from them, once the consultation has ended.
   * If the service does not answer, the sweep continues until everything is
   * deleted. Who consented, and when, stays in the record.
   */
  delete: rule({
    permission: "delete_recording",
    event: () => ({ type: "recording_delete" }),
    backend: "recording",
  }),
} satisfies Record<RecordingAction, ReturnType<typeof rule>>;
