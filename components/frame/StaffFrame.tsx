import type { ComponentChildren } from "preact";
import { cx } from "@/components/ui/cx.ts";
import { SkipLink } from "./SkipLink.tsx";

export interface NavLink {
  href: string;
  label: string;
  current?: boolean | undefined;
}

export interface StaffFrameProps {
  studio: string;
  homeHref: string;
  nav?: readonly NavLink[];
  /** The signed-in person's name. */
  who?: string | undefined;
  /** The sign-out form, from the page, because it contains the page's form token. */
  signOut?: ComponentChildren;
  neutral?: boolean | undefined;
  class?: string | undefined;
  children: ComponentChildren;
}

/** The frame of artists' and admins' pages: name, navigation, sign-out. */
export function StaffFrame(
  { studio, homeHref, nav = [], who, signOut, neutral, class: extra, children }:
    StaffFrameProps,
) {
  return (
    <div class={cx("frame", "frame--staff", neutral && "neutral", extra)}>
      <SkipLink />
      <header class="frame__top">
        <a class="wordmark" href={homeHref}>{studio}</a>
        {nav.length > 0
          ? (
            <nav class="nav" aria-label="Studio">
              {nav.map((link) => (
                <a
                  key={link.href}
                  class="nav__link"
                  href={link.href}
                  aria-current={link.current ? "page" : undefined}
                >
                  {link.label}
                </a>
              ))}
            </nav>
          )
          : null}
        {who
          ? (
            <div class="frame__who">
              <span class="soft">{who}</span>
              {signOut}
            </div>
          )
          : null}
      </header>
      <main class="frame__main frame__main--staff" id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
