import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { SkipLink } from "./SkipLink.tsx";

export interface StudioFrameProps {
  /** The studio's name, set as the wordmark. */
  studio: string;
  /** The wordmark's link; without it there is none (a client's private page has no link). */
  homeHref?: string | undefined;
  /** At the right of the wordmark: at most one link. */
  aside?: ComponentChildren;
  /** The last lines of the page: address, zone, privacy. */
  footer?: ComponentChildren;
  /** `narrow` for a single column (default), `wide` for two columns on a desktop. */
  width?: "narrow" | "wide" | undefined;
  /** Greys instead of the paper colour: wherever a face is shown. */
  neutral?: boolean | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

/** The frame of every client page. */
export function StudioFrame(props: StudioFrameProps) {
  const {
    studio,
    homeHref,
    aside: background,
    footer,
    width = "narrow",
    neutral,
    class: extra,
    children,
  } = props;
  return (
    <div class={cx("frame", neutral && "neutral", extra)}>
      <SkipLink />
      <header class="frame__top">
        {homeHref
          ? <a class="wordmark" href={homeHref}>{studio}</a>
          : <span class="wordmark">{studio}</span>}
        {background ? <div class="frame__aside">{background}</div> : null}
      </header>
      <main
        class={cx("frame__main", `frame__main--${width}`)}
        id="main"
        tabIndex={-1}
      >
        {children}
      </main>
      {footer ? <footer class="frame__foot">{footer}</footer> : null}
    </div>
  );
}
