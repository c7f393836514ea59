import type { Signal } from "@preact/signals";
import type { CapturedInputs } from "./captured_inputs.ts";
import {
  ANY_CAMERA,
  ANY_MICROPHONE,
  type CameraChoice,
  type DeviceChoice,
} from "./device_constraints.ts";
import { type DeviceProblem, isDenied } from "./device_problems.ts";
import type { Kind } from "./devices.ts";

/** Captures camera and microphone as they were chosen. */
export interface DeviceStarter {
  /** Chooses a device for the next captures; if it does not start, the choice before counts again. */
  choose(kind: Kind, choice: CameraChoice): void;
  /**
   * Captures one: as it was chosen, else as it was chosen before, or any if it
   * is gone. Returns the problem of the first attempt, or null.
   */
  start(kind: Kind): Promise<DeviceProblem | null>;
  /**
   * Captures both, with one prompt. Returns whether that failed and each may be
   * asked for alone.
   */
  startBoth(): Promise<boolean>;
  /** A person has just refused: the next prompt needs a tap. */
  isRefused(): boolean;
}

/** Sooner than this no person answers: the browser has refused by a setting. In milliseconds. */
const NO_PERSON_WITHIN = 400;

export function deviceStarter({ inputs, camera, elapsed, onStarted }: {
  readonly inputs: CapturedInputs;
  /** The camera of the next capture. */
  readonly camera: Signal<CameraChoice>;
  readonly elapsed: () => number;
  /** One works now. */
  readonly onStarted: () => void;
}): DeviceStarter {
  const any = { audio: ANY_MICROPHONE, video: ANY_CAMERA };
  const choices = {
    audio: { value: ANY_MICROPHONE },
    video: camera as { value: DeviceChoice },
  };
  /** What worked before a choice that has not been captured yet. */
  const proven: Partial<Record<Kind, DeviceChoice>> = {};
  let refused = false;

  async function ask(
    kinds: readonly Kind[],
  ): Promise<DeviceProblem | null | undefined> {
    const began = elapsed();
    const problem = await inputs.capture(
      Object.fromEntries(
        kinds.map((kind) => [kind, choices[kind].value.constraints]),
      ),
    );
    refused = isDenied(problem) && elapsed() - began > NO_PERSON_WITHIN;
    return problem;
  }

  function startOnce(kind: Kind): ReturnType<typeof ask> {
    inputs.tracks[kind].peek()?.stop();
    return ask([kind]);
  }

  /** Takes back a choice that does not start; returns whether there is another one. */
  function goBack(kind: Kind, problem: DeviceProblem): boolean {
    const choice = choices[kind];
    const before = choice.value;
    choice.value = proven[kind] ?? (problem === "missing" ? any[kind] : before);
    delete proven[kind];
    return choice.value !== before;
  }

  return {
    choose(kind, choice) {
      proven[kind] ??= choices[kind].value;
      choices[kind].value = choice;
    },
    async start(kind) {
      const first = await startOnce(kind);
      // After a refusal, not even a device that worked is asked for at once.
      const again = first && goBack(kind, first) && !isDenied(first);
      const problem = again ? await startOnce(kind) : first;
      if (problem === undefined) return null;
      inputs.note({ [kind]: problem });
      if (problem) {
        inputs.tracks[kind].value = null;
      } else {
        delete proven[kind];
        onStarted();
      }
      return first ?? null;
    },
    async startBoth() {
      const problem = await ask(["audio", "video"]);
      if (problem === undefined) return false;
      inputs.note({ audio: problem, video: problem });
      return problem !== null && !refused;
    },
    isRefused: () => refused,
  };
}
