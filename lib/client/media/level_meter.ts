/**
 * Below this the meter shows nothing; a quiet room is about here. In decibels
 * relative to full scale.
 */
const FLOOR = -55;
/** Close speech reaches this. */
const CEILING = -12;

/**
 * The loudness of samples, from 0 (silence) to 1 (close speech), on a
 * logarithmic scale like the ear's.
 *
 * @param samples amplitudes from -1 to 1
 */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length));
  if (rms === 0) return 0;
  const decibels = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, (decibels - FLOOR) / (CEILING - FLOOR)));
}

/**
 * Any sample above this is sound. A microphone in a quiet room has noise above
 * it; one that is muted, by a switch or a headset, has none at all. An
 * amplitude; -70 decibels relative to full scale.
 */
const AUDIBLE = 10 ** (-70 / 20);

/** @param samples amplitudes from -1 to 1 */
export function isAudible(samples: Float32Array): boolean {
  return samples.some((sample) => Math.abs(sample) > AUDIBLE);
}

/** The used part of the page. */
export interface MeterHost {
  stream(track: MediaStreamTrack): MediaStream;
  /** Calls once per frame. Returns the undo. */
  frames(then: () => void): () => void;
}

const browserHost: MeterHost = {
  stream: (track) => new MediaStream([track]),
  frames(then) {
    let id = requestAnimationFrame(function frame() {
      then();
      id = requestAnimationFrame(frame);
    });
    return () => cancelAnimationFrame(id);
  },
};

export interface LevelMeterOptions {
  /** Made or resumed inside a tap, or Safari keeps it suspended. */
  readonly context: Pick<
    AudioContext,
    "createAnalyser" | "createMediaStreamSource" | "resume"
  >;
  /** Called with 0 to 1, a few times a second; falls more slowly than it rises. */
  readonly onLevel: (level: number) => void;
  /** Called with `onLevel` whenever there is any sound, however quiet. */
  readonly onHeard?: () => void;
  readonly host?: MeterHost;
}

/**
 * Shows that the microphone picks up sound. Nothing is played and nothing
 * leaves the page.
 *
 * @returns the undo; the context stays open
 */
export function startLevelMeter(
  track: MediaStreamTrack,
  { context, onLevel, onHeard, host = browserHost }: LevelMeterOptions,
): () => void {
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  const source = context.createMediaStreamSource(host.stream(track));
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  let shown = 0;
  let frame = 0;
  void context.resume().catch(() => {});
  const stopFrames = host.frames(() => {
    if (frame++ % 6 !== 0) return;
    analyser.getFloatTimeDomainData(samples);
    const level = loudness(samples);
    shown = level > shown ? level : shown * 0.8 + level * 0.2;
    onLevel(shown);
    if (isAudible(samples)) onHeard?.();
  });
  return () => {
    stopFrames();
    source.disconnect();
  };
}
