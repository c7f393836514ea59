import { Icon } from "@/components/ui/Icon.tsx";
import type { DeviceReport } from "@/lib/domain/call/device_report.ts";
import type { LightReport } from "@/lib/domain/call/light_finding.ts";
import type { MediaPreferences } from "@/lib/domain/call/presence.ts";

type Reports = Pick<MediaPreferences, "camera" | "microphone" | "light">;

/** What the client's page found of their camera, microphone and light; nothing before it has looked. */
export function ClientDevices({ client, reports }: {
  /** First name. */
  readonly client: string;
  readonly reports: Reports;
}) {
  const words = clientDevicesWords(client, reports);
  if (words === null) return null;
  const { camera, microphone, light } = reports;
  const isFine = camera === "works" && microphone === "works" &&
    (light === "good" || light === "unknown");
  return (
    <p class="client-devices" role="status" data-testid="client-devices">
      <Icon name={isFine ? "circle-check" : "info"} />
      <span>{words}</span>
    </p>
  );
}

const FOUND: Readonly<Record<Exclude<DeviceReport, "unknown">, string>> = {
  works: "checked",
  off: "off",
  silent: "silent",
  denied: "not allowed by the browser",
  missing: "not found",
  busy: "used by another app",
};

const LIGHT: Readonly<Record<LightReport, string | null>> = {
  unknown: null,
  good: "good light",
  tooDark: "too little light",
  fromBehind: "light from behind",
  fromOneSide: "light from one side",
  twoColours: "two colours of light",
  overExposed: "parts of the face over-exposed",
  flicker: "a lamp that flickers",
  paperWarm: "colours look warmer than they are",
  paperCold: "colours look colder than they are",
  paperTinted: "colours look green or pink",
};

/** The same in words, or null if nothing is known. */
export function clientDevicesWords(
  client: string,
  reports: Reports,
): string | null {
  const light = LIGHT[reports.light];
  const devices = deviceWords(client, reports);
  return light === null || devices === null ? devices : `${devices}; ${light}`;
}

function deviceWords(
  client: string,
  { camera, microphone }: Reports,
): string | null {
  if (camera === microphone) {
    return camera === "unknown"
      ? null
      : `${client}: camera and microphone ${FOUND[camera]}`;
  }
  const parts = [
    ...(camera === "unknown" ? [] : [`camera ${FOUND[camera]}`]),
    ...(microphone === "unknown" ? [] : [`microphone ${FOUND[microphone]}`]),
  ];
  return `${client}: ${parts.join(", ")}`;
}
