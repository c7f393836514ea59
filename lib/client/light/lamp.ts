import { type ReadonlySignal, signal } from "@preact/signals";
import type { TrackSettings } from "./track_facts.ts";

/** Whether a camera has a lamp (`torch` of W3C Image Capture), and whether it is lit. */
export type LampState = "none" | "off" | "on";

/** The used part of `getCapabilities()`. */
interface LampCapabilities {
  readonly torch?: boolean | readonly boolean[];
}

/** The camera's track, as far as its lamp is concerned. */
export type LampTrack =
  & Pick<MediaStreamTrack, "getSettings" | "applyConstraints">
  & { readonly getCapabilities?: () => LampCapabilities };

export interface Lamp {
  readonly state: ReadonlySignal<LampState>;
  /** Reads again what the track says. */
  look(): void;
  toggle(): Promise<void>;
  /** Switches it off if it is on, or about to be. */
  stop(): void;
}

/** The lamp of one camera. */
export function lampOf(track: LampTrack): Lamp {
  const state = signal<LampState>("none");
  /** What was applied last. It counts more than the setting, which not every browser updates. */
  let applied: boolean | null = null;
  let asked = false;

  function look(): void {
    const { torch } = track.getSettings() as TrackSettings;
    const isLit = applied ?? torch === true;
    if (isLit) state.value = "on";
    else state.value = hasLamp(track) ? "off" : "none";
  }

  async function set(torch: boolean): Promise<void> {
    asked = torch;
    try {
      // By itself: Chrome refuses it together with size and facing.
      await track.applyConstraints({ advanced: [{ torch } as never] });
      applied = torch;
    } catch {
      // A lamp that does not light up, or a track that has ended.
    }
    look();
  }

  return {
    state,
    look,
    toggle: () => set(state.peek() !== "on"),
    stop() {
      if (asked || state.peek() === "on") void set(false);
    },
  };
}

function hasLamp(track: LampTrack): boolean {
  const { torch } = track.getCapabilities?.() ?? {};
  // Safari and Chrome say true; a list of both values is the standard's form.
  return typeof torch === "object" ? torch.includes(true) : torch === true;
}
