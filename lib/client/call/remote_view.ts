import { call } from "@/words/call.ts";
import type { CallState } from "./call_machine.ts";
import type { RemoteParticipantState } from "./remote_participants.ts";

/**
 * What the large view shows of another person.
 *
 * - `shown`: their video.
 * - `coming`: their camera is on, and no picture of it has arrived yet, as after
 *   a reconnection: neither an empty rectangle nor "camera is off".
 * - `off`: no video, because of them or of our own choice.
 */
export type RemoteView = "shown" | "coming" | "off";

export function remoteView({ person, wantsVideo, hasFrame }: {
  readonly person: Pick<RemoteParticipantState, "video" | "cameraOff"> | null;
  /** Whether this page shows videos at all. */
  readonly wantsVideo: boolean;
  /** Whether a picture of their current track has arrived. */
  readonly hasFrame: boolean;
}): RemoteView {
  if (person === null || !wantsVideo || person.cameraOff) return "off";
  return person.video !== null && hasFrame ? "shown" : "coming";
}

/**
 * The text in place of the other person's video, while they are not in the room
 * as we see it. While our own connection is down we see nobody, and know
 * nothing about them.
 *
 * @param name the other person's first name
 */
export function absentWords(state: CallState, name: string): string {
  switch (state.is) {
    case "connected":
      return call.absent.away;
    case "idle":
    case "joining":
      return call.absent.connecting;
    case "reconnecting":
    case "rejoining":
    case "failed":
      return call.absent.offline({ name });
    case "ended":
    case "elsewhere":
      return "";
  }
}
