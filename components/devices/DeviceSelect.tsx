import type { SelectHTMLAttributes } from "preact";
import { cx } from "./cx.ts";
import { Icon, type IconName } from "./Icon.tsx";

export type DeviceKind = "camera" | "microphone" | "speaker";

const KINDS: Record<DeviceKind, { label: string; icon: IconName }> = {
  camera: { label: "Camera", icon: "video" },
  microphone: { label: "Microphone", icon: "mic" },
  speaker: { label: "Speaker", icon: "volume-2" },
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
  const { label, icon } = KINDS[kind];
  return (
    <label class={cx("device", extra)}>
      <Icon name={icon} />
      <span class="visually-hidden">{label}</span>
      <select {...rest}>
        {devices.map((d) => (
          <option key={d.id} value={d.id} selected={d.id === value}>
            {d.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </label>
  );
}
