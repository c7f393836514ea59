import { type ReadonlySignal, signal } from "@preact/signals";
import type { StillSource } from "@/lib/domain/stills/still.ts";
import { photoErrors } from "@/words/photo_errors.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { type PreparedStill } from "./prepare_still.ts";
import type { OutgoingStill } from "./stills_api.ts";
import type { TakenStill } from "./take_still.ts";

/** A picture that the client looks at before anybody else can. */
export interface PreviewedStill {
  readonly blob: Blob;
  readonly src: string;
  readonly from: StillSource;
}

export type SheetStep =
  /** `trouble`: why the last try gave no picture. */
  | { readonly is: "ready"; readonly trouble: string | null }
  /** By the page's camera. */
  | { readonly is: "taking" }
  /** A file is being read. */
  | { readonly is: "reading" }
  | { readonly is: "preview"; readonly still: PreviewedStill };

export interface StillSheetParts {
  /**
   * Takes a picture with the page's camera; null if it gives none.
   *
   * @param dropped aborted once nobody waits for the picture any more
   */
  take(dropped: AbortSignal): Promise<TakenStill | null>;
  prepare(picture: TakenStill["picture"]): Promise<PreparedStill>;
  /** Takes over the way to the server. */
  send(still: Omit<OutgoingStill, "id" | "requestId">): void;
  /** A URL under which the page can show it, and its undo. */
  show(blob: Blob): string;
  unshow(src: string): void;
}

/** One visit to the sheet: from the request to a picture that was sent, or not. */
export interface StillSheet {
  readonly step: ReadonlySignal<SheetStep>;
  take(): Promise<void>;
  /** A picture by the phone's own camera app, or chosen from its photos. It takes the place of any other. */
  useFile(file: File): Promise<void>;
  retake(): void;
  /** Sends what is shown. */
  send(): void;
  /** Forgets a picture that was not sent. */
  close(): void;
}

export function stillSheet(parts: StillSheetParts): StillSheet {
  const READY: SheetStep = { is: "ready", trouble: null };
  const step = signal<SheetStep>(READY);
  /** Aborted when the person goes back: a picture that comes later is forgotten. */
  let visit = new AbortController();
  /** A second take on the same track would take the first one's constraints for the track's own. */
  let camera: Promise<unknown> = Promise.resolve();

  function leave(): AbortSignal {
    visit.abort();
    visit = new AbortController();
    if (step.value.is === "preview") parts.unshow(step.value.still.src);
    step.value = READY;
    return visit.signal;
  }

  function take(dropped: AbortSignal): Promise<TakenStill | null> {
    const taken = camera
      .then(() => dropped.aborted ? null : parts.take(dropped))
      .catch(() => null);
    camera = taken;
    return taken;
  }

  async function bring(
    is: "taking" | "reading",
    from: (dropped: AbortSignal) => Promise<TakenStill | null>,
  ): Promise<void> {
    const dropped = leave();
    step.value = { is };
    const taken = await from(dropped);
    if (dropped.aborted) return letGo(taken);
    const prepared = taken === null
      ? { ok: false, words: words.cameraFailed } as const
      : await parts.prepare(taken.picture)
        .catch(() => ({ ok: false, words: photoErrors.unreadable }) as const);
    if (dropped.aborted) return;
    if (!prepared.ok) {
      step.value = { is: "ready", trouble: prepared.words };
      return;
    }
    const { blob } = prepared;
    const still = { blob, src: parts.show(blob), from: taken!.from };
    step.value = { is: "preview", still };
  }

  return {
    step,
    async take() {
      const { is } = step.value;
      if (is !== "taking" && is !== "reading") await bring("taking", take);
    },
    useFile: (file) =>
      bring("reading", () => Promise.resolve({ from: "file", picture: file })),
    retake: () => void leave(),
    send() {
      if (step.value.is !== "preview") return;
      const { blob, from } = step.value.still;
      parts.send({ blob, from });
      leave();
    },
    close: () => void leave(),
  };
}

/** A decoded frame holds its memory until it is closed. */
function letGo(taken: TakenStill | null): void {
  if (taken !== null && !(taken.picture instanceof Blob)) taken.picture.close();
}
