import {
  computed,
  type ReadonlySignal,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { RecordingAnswer, RecordingBody } from "@/lib/wire/wire.ts";
import { type RecordingStep, recordingStep } from "./recording.ts";
import { recordingApi } from "./recording_api.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";

/** Recording, as one page of the call sees it. */
export interface RecordingOnPage {
  readonly party: Party;
  readonly step: ReadonlySignal<RecordingStep>;
  /** The text, the reason, the decisions; null until they are fetched. */
  readonly answer: ReadonlySignal<RecordingAnswer | null>;
  readonly busy: ReadonlySignal<boolean>;
  /** Why the last action failed, or null. */
  readonly trouble: ReadonlySignal<string | null>;
  act(action: Exclude<RecordingBody["action"], "download" | "delete">): void;
}

export function useRecording(
  callPage: Pick<CallPage, "api" | "waiting">,
  party: Party,
): RecordingOnPage {
  const { waiting } = callPage;
  const api = recordingApi(callPage.api);
  const answer = useSignal<RecordingAnswer | null>(null);
  const busy = useSignal(false);
  const trouble = useSignal<string | null>(null);
  const step = useMemo(
    () => computed(() => recordingStep(waiting.snapshot.value, party)),
    [],
  );
  // Each step may come with another text and other decisions.
  useSignalEffect(() => {
    step.value;
    let wanted = true;
    void api.recording().then((found) => {
      if (wanted && found.ok) answer.value = found.value;
    });
    return () => {
      wanted = false;
    };
  });
  return useMemo(() => ({
    party,
    step,
    answer,
    busy,
    trouble,
    act(action) {
      if (busy.value) return;
      busy.value = true;
      trouble.value = null;
      const textVersion = answer.value?.text.version ?? "";
      void api.changeRecording(
        action === "consent" ? { action, textVersion } : { action },
      ).then(async (done) => {
        if (done.ok) answer.value = done.value;
        else {
          trouble.value = done.message;
          // The text has changed: the new one has to be read.
          const fresh = await api.recording();
          if (fresh.ok) answer.value = fresh.value;
        }
        busy.value = false;
      });
    },
  }), []);
}
