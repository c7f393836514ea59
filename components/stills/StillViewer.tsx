import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { useModal } from "@/lib/client/page/modal_hook.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { captionOf, type ShownStill } from "./artist_words.ts";

/**
 * One picture over the whole page, as large as fits or with its actual pixels.
 * The call goes on behind it, with sound. Keys: the arrows scroll or change the
 * picture, Space changes the size, Escape closes.
 */
export function StillViewer({ stills, client, shown }: {
  readonly stills: StillsPage;
  readonly client: string;
  /** The id of the picture, or null while closed. */
  readonly shown: Signal<string | null>;
}) {
  const actual = useSignal(false);
  const close = () => shown.value = null;
  const modal = useModal({
    open: shown.value !== null,
    onDismiss: close,
    onShow: () => actual.value = false,
  });
  const all = stills.now.value?.stills ?? [];
  const at = all.findIndex(({ id }) => id === shown.value);
  const still = all[at];
  const step = (by: number) => {
    const next = all[at + by];
    if (next) shown.value = next.id;
  };
  return (
    <dialog
      {...modal}
      class="still-viewer neutral"
      aria-label={`Picture from ${client}`}
      data-testid="still-viewer"
    >
      {still && (
        <Sized
          still={still}
          src={stills.fileUrl(still.photo)}
          actual={actual}
          step={step}
        >
          <p class="still-viewer__caption">
            {captionOf(still)} ({at + 1} of {all.length})
          </p>
          <Button
            type="button"
            size="small"
            disabled={at === 0}
            onClick={() => step(-1)}
          >
            Previous
          </Button>
          <Button
            type="button"
            size="small"
            disabled={at === all.length - 1}
            onClick={() => step(1)}
          >
            Next
          </Button>
          <Button type="button" size="small" icon="x" onClick={close}>
            Close
          </Button>
        </Sized>
      )}
    </dialog>
  );
}

interface SizedProps {
  readonly still: ShownStill;
  readonly src: string;
  readonly actual: Signal<boolean>;
  readonly step: (by: number) => void;
  readonly children: ComponentChildren;
}

function Sized({ still, src, actual, step, children }: SizedProps) {
  const view = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    // Its middle: what was asked for is seldom in a corner.
    current.scrollLeft = (current.scrollWidth - current.clientWidth) / 2;
    current.scrollTop = (current.scrollHeight - current.clientHeight) / 2;
  }, [actual.value, still.id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === " ") actual.value = !actual.value;
    else if (actual.value) return;
    else if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "ArrowRight") step(1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="still-viewer__frame">
      <div
        ref={view}
        class={cx("still-viewer__view", actual.value && "still-viewer--actual")}
        // Scrolls with the arrow keys, so it must be reachable.
        tabIndex={0}
        role="region"
        aria-label="The picture. Space: actual size. Arrows: scroll, or the next picture."
        onKeyDown={onKeyDown}
        data-testid="still-view"
      >
        <img
          src={src}
          alt={captionOf(still)}
          style={actual.value ? { width: actualWidth(still) } : undefined}
          onClick={() => actual.value = !actual.value}
          data-testid="still-full"
        />
      </div>
      <div class="still-viewer__bar">
        <Button
          type="button"
          size="small"
          icon="search"
          aria-pressed={actual.value ? "true" : "false"}
          onClick={() => actual.value = !actual.value}
          data-testid="still-actual"
        >
          Actual pixels
        </Button>
        {children}
      </div>
    </div>
  );
}

/** One pixel of the picture is one of the screen. */
function actualWidth({ width }: ShownStill): string {
  return `${width / (globalThis.devicePixelRatio || 1)}px`;
}
