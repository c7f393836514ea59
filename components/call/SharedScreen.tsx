import type { ComponentChildren } from "preact";
import { Button } from "./Button.tsx";
import { cx } from "./cx.ts";

export interface SharedScreenProps {
  /** "Inès’s screen". */
  name: string;
  /** The `<video>` element. It keeps its place in the tree, whichever way it is shown. */
  children: ComponentChildren;
  /** It has the page to itself: everything else of the call is hidden. */
  filling?: boolean | undefined;
  /** What must stay in sight when everything else of the call is hidden: that it is recorded. Only while filling. */
  mark?: ComponentChildren;
  /** One pixel of it is one of the page's, and what does not fit is scrolled to. Only while filling. */
  actual?: boolean | undefined;
  onFill?: (() => void) | undefined;
  onActual?: (() => void) | undefined;
}

/** Somebody's screen, whole, with its name and its buttons beside it: nothing ever lies on what is to be read. */
export function SharedScreen(props: SharedScreenProps) {
  const { name, children, filling = false, actual = false } = props;
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
          ? { tabIndex: 0, role: "region", "aria-label": `${name}, scrollable` }
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
              Actual size
            </Button>
          )
          : null}
        <Button
          type="button"
          size="small"
          class="shared__button"
          icon={filling ? "x" : "maximize-2"}
          onClick={props.onFill}
          data-testid="shared-fill"
        >
          {filling ? "Close" : "Full screen"}
        </Button>
      </figcaption>
    </figure>
  );
}
