/**
 * Why there is no video or audio. `unsupported`: the browser cannot (often a
 * browser inside another app). `denied`: permission was denied, here or in the
 * system's settings; most browsers do not say which. `denied_by_system`: it was
 * there. `missing`: there is no such device. `busy`: another program uses it.
 */
export type DeviceProblem =
  | "unsupported"
  | "denied"
  | "denied_by_system"
  | "missing"
  | "busy"
  | "unknown";

/**
 * Names of getUserMedia's errors: w3.org/TR/mediacapture-streams, section
 * 10.2.2; also older ones of Safari and Firefox.
 */
export function problemOf(error: unknown): DeviceProblem {
  const { name, message } = (error ?? {}) as Partial<Error>;
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
    case "PermissionDeniedError":
      // Chromium: "Permission denied by system".
      return /by system/.test(message ?? "") ? "denied_by_system" : "denied";
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

/** Permission was denied, wherever. */
export function isDenied(problem: DeviceProblem | null | undefined): boolean {
  return problem === "denied" || problem === "denied_by_system";
}
