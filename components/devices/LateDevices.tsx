import { LatePart } from "@/components/frame/LatePart.tsx";
import { lateComponent } from "@/lib/client/page/late_component.ts";
import type { DeviceCheckProps } from "./DeviceCheck.tsx";
import type { DeviceHelpProps } from "./DeviceHelp.tsx";

/** The code for devices that are on, or do not come on: a page that asks for none does without. */
const parts = () => import("@/components/waiting/late_parts.ts");
const check = lateComponent<DeviceCheckProps>(
  async () => (await parts()).DeviceCheck,
);
const help = lateComponent<DeviceHelpProps>(
  async () => (await parts()).DeviceHelp,
);

/** Starts loading it: the browser's prompt leaves the time. */
export function loadLateDevices(): void {
  check.load();
  help.load();
}

export function LateDeviceCheck(props: DeviceCheckProps) {
  return <LatePart late={check} props={props} />;
}

export function LateDeviceHelp(props: DeviceHelpProps) {
  return <LatePart late={help} props={props} />;
}
