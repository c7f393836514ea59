import type { CallPage } from "@/lib/client/call/call_page.ts";

/** The parts of the page that a start needs. */
export interface StartParts {
  readonly api: Pick<CallPage["api"], "start">;
  readonly devices: Pick<CallPage["devices"], "state">;
  readonly turnOn: CallPage["turnOn"];
}

const DEVICES_OFF =
  "Your camera and microphone are not on yet. Turn them on, or go on without them, then start.";

/** Starts the consultation; returns why it did not start, as a sentence, or null. */
export async function startConsultation(
  { api, devices, turnOn }: StartParts,
): Promise<string | null> {
  // The tap that starts the session may also request the camera.
  if (devices.state.value === "idle") await turnOn();
  if (devices.state.value === "blocked") return DEVICES_OFF;
  const answer = await api.start();
  return answer.ok ? null : answer.message;
}
