/** A lamp on mains, seen through a rolling shutter. */
export interface Flicker {
  /** Waves of light a second: twice the mains. */
  readonly hertz: number;
  /** What is left of the lamp's modulation after the exposure's time: 0.1 is ±10 %. */
  readonly amplitude: number;
  /** Seconds from the first line to the last. */
  readonly readout: number;
  /** Whether the sensor's lines are the picture's columns, as in an upright phone. */
  readonly upright: boolean;
  /** Of the first frame, in waves. */
  readonly phase: number;
}

/** The light at a place of the frame, around 1. @param at seconds */
export function flickerAt(
  flicker: Flicker,
  { at, x, y }: { readonly at: number; readonly x: number; readonly y: number },
): number {
  const line = flicker.upright ? x : y;
  const time = at + line * flicker.readout;
  return 1 +
    flicker.amplitude *
      Math.sin(2 * Math.PI * (time * flicker.hertz + flicker.phase));
}
