import type * as OwnLink from "@/lib/client/entries/own_link.ts";
import type { SystemFacts } from "@/lib/client/page/platform.ts";
import { connection as words } from "@/words/page.ts";

export type OwnLinkPart = "phone" | "inside-app";

export interface OwnLinkOptions {
  /** The empty element that is filled. */
  readonly box: HTMLElement;
  /** The consultation's. */
  readonly id: string;
  readonly facts: SystemFacts;
  /** In place of the link that this tab knows. */
  readonly link?: string | undefined;
}

/** Loads the module that shows the client's link, and lets it fill the box. */
export async function showOwnLink(
  part: OwnLinkPart,
  options: OwnLinkOptions,
): Promise<void> {
  const root = document.querySelector<HTMLElement>('[data-entry="own-link"]');
  // Before the assets of a development server are built.
  if (root === null) return;
  try {
    const src = again(root.dataset.src!);
    const module: typeof OwnLink = await import(/* @vite-ignore */ src);
    await module.show(root, { ...options, part });
  } catch {
    // Without a connection, or after a deploy. The notice is no loss: the entry
    // page had it.
    failures++;
    if (part === "phone") options.box.textContent = words.unexpected;
  }
}

let failures = 0;

/** Under another URL after a failure: browsers remember that a module failed. */
function again(src: string): string {
  if (failures === 0) return src;
  return `${src}${src.includes("?") ? "&" : "?"}try=${failures}`;
}
