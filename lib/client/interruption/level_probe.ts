/** The used part of the page's AudioContext. */
export type ProbedContext = Pick<
  AudioContext,
  "state" | "createAnalyser" | "createMediaStreamSource"
>;

/** Whether a microphone delivers anything but samples of exactly zero. */
export interface LevelProbe {
  /** Null while it cannot be measured. */
  sounds(track: MediaStreamTrack | null): boolean | null;
  stop(): void;
}

/** A third of a second at 48 kHz: more than the time between two looks. */
const SAMPLES = 16_384;

/** @param context null before the page has one; measured only while it runs */
export function levelProbe(
  context: () => ProbedContext | null,
  stream: (track: MediaStreamTrack) => MediaStream = (track) =>
    new MediaStream([track]),
): LevelProbe {
  const samples = new Float32Array(SAMPLES);
  let open: {
    readonly track: MediaStreamTrack;
    readonly analyser: Pick<AnalyserNode, "getFloatTimeDomainData">;
    readonly stop: () => void;
  } | null = null;

  function stop(): void {
    open?.stop();
    open = null;
  }

  function start(track: MediaStreamTrack, audio: ProbedContext): void {
    stop();
    const analyser = audio.createAnalyser();
    analyser.fftSize = SAMPLES;
    const source = audio.createMediaStreamSource(stream(track));
    source.connect(analyser);
    open = { track, analyser, stop: () => source.disconnect() };
  }

  return {
    sounds(track) {
      const audio = context();
      if (!track || audio?.state !== "running") return null;
      if (open?.track !== track) {
        start(track, audio);
        // Its buffer is still empty.
        return null;
      }
      open.analyser.getFloatTimeDomainData(samples);
      return samples.some((sample) => sample !== 0);
    },
    stop,
  };
}
