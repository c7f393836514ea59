import { type ReadonlySignal, signal } from "@preact/signals";

/**
 * `idle`: not played yet. `asking`: it plays or has played, and the person is
 * asked whether they hear it. `failed`: the browser played nothing.
 */
export type SpeakerCheckState =
  | "idle"
  | "asking"
  | "heard"
  | "unheard"
  | "failed";

/** Plays a sound and asks whether it was heard: no page can know that by itself. */
export interface SpeakerCheck {
  readonly state: ReadonlySignal<SpeakerCheckState>;
  /** Call it inside a tap. While the sound plays, another tap changes nothing. */
  play(): Promise<void>;
  answer(heard: boolean): void;
}

/** @param sound resolves when it has been played */
export function speakerCheck(sound: () => Promise<void>): SpeakerCheck {
  const state = signal<SpeakerCheckState>("idle");
  let playing = false;
  return {
    state,
    async play() {
      state.value = "asking";
      if (playing) return;
      playing = true;
      try {
        await sound();
      } catch {
        state.value = "failed";
      }
      playing = false;
    },
    answer(heard) {
      if (state.value === "asking") state.value = heard ? "heard" : "unheard";
    },
  };
}
