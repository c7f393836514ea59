import { constraintsFor } from "./chosen_device.ts";
import { type CameraChoice, type Facing, VIDEO } from "./device_constraints.ts";

/** A camera as the browser lists it. Some browsers tell its capabilities without opening it. */
export type ListedCamera =
  & Pick<MediaDeviceInfo, "deviceId" | "label">
  & { getCapabilities?(): MediaTrackCapabilities };

export type OtherCamera = typeof otherCamera;

/**
 * Which camera is "the other one", in the waiting room and in the call: on a
 * phone the main one on the other side, on a desktop the next in the list.
 */
export function otherCamera({ now, settings, cameras }: {
  readonly now: CameraChoice;
  /** Of the track that is captured now. */
  readonly settings: Pick<MediaTrackSettings, "deviceId" | "facingMode">;
  /** All of them, as listed. */
  readonly cameras: readonly ListedCamera[];
}): CameraChoice {
  const facing = now.facing === "user" ? "environment" : "user";
  const there = cameras.filter((camera) => listedFacing(camera) === facing);
  if (there.length > 1) {
    const { deviceId } = mainOf(there);
    return { constraints: constraintsFor("video", deviceId), facing };
  }
  const isDesktop = there.length === 0 && settings.facingMode === undefined;
  if (isDesktop && cameras.length > 1) {
    const next = nextOf(cameras, settings.deviceId);
    return {
      constraints: constraintsFor("video", next.deviceId),
      facing: listedFacing(next) ?? "user",
    };
  }
  return { constraints: { ...VIDEO, facingMode: facing }, facing };
}

/**
 * Labels of iPhones ("Back Camera"), Chrome on Android ("camera2 0, facing
 * back") and Windows tablets ("Camera Rear"); iPhones translate them.
 */
const LABELS: Readonly<Record<Facing, RegExp>> = {
  user: /\bfront|avant|frontal|anteriore|voorzijde/i,
  environment: /\bback\b|\brear\b|rück|arrière|trasera|posterior|achterzijde/i,
};

function listedFacing(camera: ListedCamera): Facing | null {
  const modes = capabilitiesOf(camera).facingMode ?? [];
  for (const facing of ["environment", "user"] as const) {
    if (modes.includes(facing)) return facing;
  }
  if (LABELS.environment.test(camera.label)) return "environment";
  return LABELS.user.test(camera.label) ? "user" : null;
}

/**
 * Lenses that bend a face, bring it too near or see no colour. An iPhone's
 * "Dual" and "Triple" cameras begin with the ultra-wide lens.
 */
const SPECIAL_LENS =
  /ultra|tele|wide|dual|triple|macro|depth|infrared|\bIR\b|desk view|weitwinkel|grand.?angle|grandangolo|gran angular/i;

/** The main camera of one side: an ordinary lens, with the lamp, with the most pixels, listed first. */
function mainOf(cameras: readonly ListedCamera[]): ListedCamera {
  return cameras.toSorted((a, b) => {
    const [x, y] = [ranks(a), ranks(b)];
    const at = x.findIndex((rank, i) => rank !== y[i]);
    return at < 0 ? 0 : x[at]! - y[at]!;
  })[0]!;
}

/** Smaller is better, the first difference counts. */
function ranks(camera: ListedCamera): readonly number[] {
  const { torch, width, height } = capabilitiesOf(camera);
  return [
    SPECIAL_LENS.test(camera.label) ? 1 : 0,
    torch ? 0 : 1,
    -(width?.max ?? 0) * (height?.max ?? 0),
  ];
}

/** TypeScript's types have no `torch` (w3.org/TR/image-capture, section 10.1). */
type Capabilities = MediaTrackCapabilities & { readonly torch?: boolean };

function capabilitiesOf(camera: ListedCamera): Capabilities {
  return camera.getCapabilities?.() ?? {};
}

/** Desktop cameras have no facing mode, so the next one in the list is taken. */
function nextOf(
  cameras: readonly ListedCamera[],
  deviceId: string | undefined,
): ListedCamera {
  const at = cameras.findIndex((camera) => camera.deviceId === deviceId);
  return cameras[(at + 1) % cameras.length]!;
}
