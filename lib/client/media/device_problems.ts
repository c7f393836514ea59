/**
 * Why there is no video or audio. `unsupported`: the browser cannot (often a
 * browser inside another app). `denied`: permission was denied, here or in the
 * system's settings; browsers do not say which. `missing`: there is no such
 * device. `busy`: another program uses it.
 */
export type DeviceProblem =
  | "unsupported"
  | "denied"
  | "missing"
  | "busy"
  | "unknown";

/**
 * Names of getUserMedia's errors: w3.org/TR/mediacapture-streams, section
 * 10.2.2; also older ones of Safari and Firefox.
 */
export function problemOf(error: unknown): DeviceProblem {
  switch ((error as { name?: string } | null)?.name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "TypeError":
      return "unsupported";
    default:
      return "unknown";
  }
}
