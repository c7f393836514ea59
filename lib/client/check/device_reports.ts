import type { ReadonlySignal } from "@preact/signals";
import type { DeviceReport } from "@/lib/domain/call/device_report.ts";
import type { LightFinding } from "@/lib/domain/call/light_finding.ts";
import type { MediaPreferences } from "@/lib/domain/call/presence.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import type { Devices, Kind } from "@/lib/client/media/devices.ts";

const PROBLEMS: Readonly<Record<DeviceProblem, DeviceReport>> = {
  denied: "denied",
  denied_by_system: "denied",
  missing: "missing",
  busy: "busy",
  // `canCall` reports the first; the second says nothing that would help.
  unsupported: "unknown",
  unknown: "unknown",
};

/** What the test of a microphone that is on finds: `silent` if nothing was heard for a while. */
export type MicrophoneFinding = Extract<
  DeviceReport,
  "unknown" | "works" | "silent"
>;

/** What the tests before the call have found. */
export interface CheckFindings {
  readonly microphone: ReadonlySignal<MicrophoneFinding>;
  readonly light: ReadonlySignal<LightFinding | null>;
}

/** What the other person's page may show of this page's devices. Reads signals. */
export function deviceReports(
  devices: Pick<Devices, Kind | "off" | "problems" | "state">,
  found: CheckFindings,
): Pick<MediaPreferences, "camera" | "microphone" | "light"> {
  const microphone = report(devices, "audio");
  return {
    camera: report(devices, "video"),
    // One that is on, and was not heard yet, has not been checked.
    microphone: microphone === "works" ? found.microphone.value : microphone,
    light: found.light.value ?? "unknown",
  };
}

function report(
  devices: Parameters<typeof deviceReports>[0],
  kind: Kind,
): DeviceReport {
  if (devices.off.value[kind]) return "off";
  if (devices[kind].value) return "works";
  const problem = devices.problems.value[kind];
  if (problem) return PROBLEMS[problem];
  return devices.state.value === "skipped" ? "off" : "unknown";
}
