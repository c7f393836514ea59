import { exitHref } from "@/lib/client/link/in_app_browser.ts";
import { canCall, type SystemFacts } from "@/lib/client/page/platform.ts";
import { offerCopy } from "./copy_link.ts";
import { elementOf, part, template } from "./markup.ts";

/**
 * The notice for a browser inside another app: `components/waiting/InsideApp.tsx`
 * with what applies to this one.
 *
 * @param link null if nobody here knows it
 */
export function insideAppNotice(
  root: HTMLElement,
  { facts: { insideApp: app, platform, exit }, link }: {
    readonly facts: SystemFacts;
    readonly link: (() => string) | null;
  },
): HTMLElement {
  const notice = elementOf(template(root, "inside-app"), { app: app! });
  const system = platform === "ios" ? "apple" : "other";
  const applies = [
    canCall() ? "may-fail" : "cannot-call",
    link === null ? `${system}-mail` : system,
    exit && (exit.by === "safari" ? "safari" : "browser"),
  ];
  for (const one of notice.querySelectorAll<HTMLElement>("[data-only]")) {
    if (!applies.includes(one.dataset.only)) one.remove();
  }
  if (link === null) {
    part(notice, "ways").remove();
    return notice;
  }
  offerCopy(root, { inside: notice, link });
  const open = notice.querySelector("a");
  if (exit && open) {
    if (exit.sure) part(notice, "copy").before(open);
    const follow = () => open.href = exitHref(exit, link());
    follow();
    addEventListener("hashchange", follow);
  }
  return notice;
}
