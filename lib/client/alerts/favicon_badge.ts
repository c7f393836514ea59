/** Puts a dot on the tab's icon, where the page's head names such an icon; returns the undo. */
export function badgeFavicon(
  head: Pick<ParentNode, "querySelector"> = document.head,
): () => void {
  const link = head.querySelector<HTMLLinkElement>("link[data-badged]");
  if (link === null) return () => {};
  const plain = link.href;
  link.href = link.dataset["badged"]!;
  return () => void (link.href = plain);
}
