import type { SelectHTMLAttributes } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { Icon, type IconName } from "@/components/ui/Icon.tsx";
import { deviceCheck as words } from "@/words/devices/check.ts";

export type DeviceKind = "camera" | "microphone" | "speaker";

const ICONS: Record<DeviceKind, IconName> = {
  camera: "video",
  microphone: "mic",
  speaker: "volume-2",
};

interface Own {
  kind: DeviceKind;
  /** `id` is the browser's `deviceId`, `label` its name. */
  devices: readonly { id: string; label: string }[];
  value?: string | undefined;
  class?: string | undefined;
}

export type DeviceSelectProps =
  & Own
  & Omit<SelectHTMLAttributes, keyof Own | "className">;

/** Chooses a camera, microphone or speaker: a native select with the kind's icon and a label for screen readers. */
export function DeviceSelect(
  { kind, devices, value, class: extra, ...rest }: DeviceSelectProps,
) {
  return (
    <label class={cx("device", extra)}>
      <Icon name={ICONS[kind]} />
      <span class="visually-hidden">{words.kinds[kind]}</span>
      {/* Here and not on an option: a choice that failed goes back to what is in use. */}
      <select {...rest} value={value}>
        {devices.map((d) => (
          <option key={d.id} value={d.id}>
            {d.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </label>
  );
}
