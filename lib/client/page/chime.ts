/** Notes one after the other, in hertz. */
interface Melody {
  readonly notes: readonly number[];
  /** Seconds from one note to the next. */
  readonly every: number;
  /** Of each note, from 0 to 1. */
  readonly loudness: number;
}

/** Two soft notes, a third apart. */
const ARRIVAL: Melody = {
  notes: [659.25, 523.25],
  every: 0.22,
  loudness: 0.12,
};
/** A major chord, upwards: long and loud enough to be looked for. */
const TEST: Melody = {
  notes: [523.25, 659.25, 783.99, 1046.5],
  every: 0.28,
  loudness: 0.3,
};

/** Announces somebody. Needs a context that a tap has resumed; otherwise it stays silent. */
export function chime(context: AudioContext): void {
  if (context.state !== "running") return;
  void play(ARRIVAL, { context, to: context.destination });
}

/** Plays through one speaker, where the browser can choose one; returns the undo. */
export type SpeakerOutput = (
  stream: MediaStream,
  speaker: string,
) => Promise<() => void>;

/**
 * Plays a short melody, for a person to say whether they hear it. Call it inside
 * a tap.
 *
 * @param speaker the chosen one's id; empty for the system's own
 * @throws when the browser plays nothing
 */
export async function playTestSound(
  context: AudioContext,
  speaker: string,
  output: SpeakerOutput = throughElement,
): Promise<void> {
  await context.resume();
  if (context.state !== "running") throw new Error("Audio is suspended.");
  if (speaker === "") {
    return await play(TEST, { context, to: context.destination });
  }
  const to = context.createMediaStreamDestination();
  const stop = await output(to.stream, speaker);
  await play(TEST, { context, to });
  stop();
}

/** Only an element can have a speaker of its own everywhere (`AudioContext.setSinkId` is Chromium's). */
async function throughElement(
  stream: MediaStream,
  speaker: string,
): Promise<() => void> {
  const element = new Audio();
  element.srcObject = stream;
  await element.setSinkId(speaker);
  await element.play();
  return () => {
    element.pause();
    element.srcObject = null;
  };
}

/** Resolves when the last note has faded. */
function play(
  { notes, every, loudness }: Melody,
  { context, to }: {
    readonly context: AudioContext;
    readonly to: AudioNode;
  },
): Promise<void> {
  return new Promise((resolve) => {
    notes.forEach((frequency, i) => {
      const start = context.currentTime + i * every;
      const note = context.createOscillator();
      const volume = context.createGain();
      note.frequency.value = frequency;
      volume.gain.setValueAtTime(0, start);
      volume.gain.linearRampToValueAtTime(loudness, start + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.9);
      note.connect(volume).connect(to);
      if (i === notes.length - 1) note.onended = () => resolve();
      note.start(start);
      note.stop(start + 1);
    });
  });
}
