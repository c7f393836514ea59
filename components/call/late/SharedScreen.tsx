import type { ComponentChildren } from "preact";
import { Button } from "@/components/ui/Button.tsx";
import { cx } from "@/components/ui/cx.ts";
import { sharedScreen as words } from "@/words/call/settings.ts";

export interface SharedScreenProps {
  /** "Inès’s screen". */
  name: string;
  /** The `<video>` element. It keeps its place in the tree in every layout. */
  children: ComponentChildren;
  /** It fills the page: everything else of the call is hidden. */
  fullscreen?: boolean | undefined;
  /**
   * What must stay visible when everything else is hidden: the recording
   * indicator. Only in full screen.
   */
  mark?: ComponentChildren;
  /** One pixel of it is one pixel of the page, and the rest can be scrolled to. Only in full screen. */
  actual?: boolean | undefined;
  onFullscreen?: (() => void) | undefined;
  onActual?: (() => void) | undefined;
}

/**
 * A shared screen, uncropped, with its name and buttons beside it: nothing
 * covers what people need to read.
 */
export function SharedScreen(props: SharedScreenProps) {
  const { name, children, fullscreen: filling = false, actual = false } = props;
  const scrolls = filling && actual;
  return (
    <figure
      class={cx(
        "shared",
        filling && "shared--filling",
        scrolls && "shared--actual",
      )}
    >
      <div
        class="shared__view"
        data-testid="shared-view"
        {...(scrolls
          ? {
            tabIndex: 0,
            role: "region",
            "aria-label": words.scrollable({ screen: name }),
          }
          : {})}
      >
        {children}
      </div>
      <figcaption class="shared__bar">
        <span class="shared__name">{name}</span>
        {filling ? props.mark : null}
        {filling
          ? (
            <Button
              type="button"
              size="small"
              class="shared__button shared__button--actual"
              icon="search"
              aria-pressed={actual ? "true" : "false"}
              onClick={props.onActual}
              data-testid="shared-actual"
            >
              {words.actualSize}
            </Button>
          )
          : null}
        <Button
          type="button"
          size="small"
          class="shared__button"
          icon={filling ? "x" : "maximize-2"}
          onClick={props.onFullscreen}
          data-testid="shared-fill"
        >
          {filling ? words.close : words.fullScreen}
        </Button>
      </figcaption>
    </figure>
  );
}
