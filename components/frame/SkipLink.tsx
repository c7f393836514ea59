/** The first thing on the page for a keyboard: past the navigation to `<main id="main">`. */
export function SkipLink(
  { to = "main", children = "Skip to the page" }: {
    to?: string;
    children?: string;
  },
) {
  return <a class="skip-link" href={`#${to}`}>{children}</a>;
}
