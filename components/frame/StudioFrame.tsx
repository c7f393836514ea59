import type { ComponentChildren } from "preact";
import { cx } from "./cx.ts";
import { SkipLink } from "./SkipLink.tsx";

export interface StudioFrameProps {
  /** The studio's name, set as the wordmark. */
  studio: string;
  /** Where the wordmark leads; without it, it is not a link (a client's private page leads nowhere). */
  homeHref?: string | undefined;
  /** Stands at the right of the wordmark: a quiet link at most. */
  aside?: ComponentChildren;
  /** The last lines of the page: address, zone, privacy. */
  footer?: ComponentChildren;
  /** `narrow` for one thing (default), `wide` for two columns on a desktop. */
  width?: "narrow" | "wide" | undefined;
  /** Greys instead of paper: wherever a face is shown. */
  neutral?: boolean | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

/** The frame of every page that a client sees. */
export function StudioFrame(props: StudioFrameProps) {
  const {
    studio,
    homeHref,
    aside,
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
        {aside ? <div class="frame__aside">{aside}</div> : null}
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
