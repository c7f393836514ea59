import { page as words } from "@/words/page.ts";

/** The first focusable element of the page: skips the navigation and goes to `<main id="main">`. */
export function SkipLink(
  { to = "main", children = words.skip }: {
    to?: string;
    children?: string;
  },
) {
  return <a class="skip-link" href={`#${to}`}>{children}</a>;
}
