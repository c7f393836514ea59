/** The used part of a `<video>`. */
export interface Framed {
  readonly srcObject: unknown;
  readonly currentTime: number;
  checkVisibility?(options: { readonly visibilityProperty: boolean }): boolean;
  getVideoPlaybackQuality?(): { readonly totalVideoFrames: number };
}

/** Whether an element shows new frames, from one look to the next. */
export interface FrameClock {
  /** Whether it is shown with something in it, so that its frames say something. */
  isShown(element: Framed | null): element is Framed;
  /** Null at the first look at what it shows now, and while it is not shown. */
  moved(element: Framed | null): boolean | null;
}

interface Look {
  readonly source: unknown;
  readonly frames: number;
  readonly time: number;
}

/**
 * Frames count where they are counted: in Safari the time of an element goes on
 * by the clock, without frames. Firefox counts none of a stream, and there the
 * time stands still without them.
 */
export function frameClock(): FrameClock {
  const looks = new WeakMap<Framed, Look>();
  const isShown = (element: Framed | null): element is Framed =>
    Boolean(element?.srcObject) &&
    element!.checkVisibility?.({ visibilityProperty: true }) !== false;
  return {
    isShown,
    moved(element) {
      if (!isShown(element)) {
        if (element) looks.delete(element);
        return null;
      }
      const before = looks.get(element);
      const now: Look = {
        source: element.srcObject,
        frames: element.getVideoPlaybackQuality?.().totalVideoFrames ?? 0,
        time: element.currentTime,
      };
      looks.set(element, now);
      if (!before || before.source !== now.source) return null;
      return now.frames > 0
        ? now.frames !== before.frames
        : now.time !== before.time;
    },
  };
}
