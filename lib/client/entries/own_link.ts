/**
 * The parts of the waiting room that show the client's link: for a phone, and
 * for the way out of another app's browser. The island loads this module when
 * one of them is opened; the markup is `components/waiting/OwnLinkTemplates.tsx`.
 */
import {
  forgetSecret,
  keptSecret,
  linkOf,
} from "@/lib/client/link/own_link.ts";
import { qrPath } from "@/lib/client/link/qr_path.ts";
import type {
  OwnLinkOptions,
  OwnLinkPart,
} from "@/lib/client/link/show_own_link.ts";
import { previewLink } from "@/lib/client/page/api.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { offerCopy } from "./copy_link.ts";
import { insideAppNotice } from "./inside_app.ts";
import { copyOf, elementOf, part, template } from "./markup.ts";

export async function show(
  root: HTMLElement,
  { part: is, box, id, facts, link: given }: OwnLinkOptions & {
    readonly part: OwnLinkPart;
  },
): Promise<void> {
  if (is === "phone") box.replaceChildren(copyOf(template(root, "checking")));
  const found = given ?? await workingLink(id);
  const link = found === null ? null : () => found;
  box.replaceChildren(
    is === "inside-app"
      ? insideAppNotice(root, { facts, link })
      : link === null
      ? copyOf(template(root, "no-link"))
      : phoneLink(root, link),
  );
}

/** Null if this tab does not know a link that opens the consultation: a move replaces the one it had. */
async function workingLink(id: string): Promise<string | null> {
  // A link that is opened in a browser with a session keeps its fragment.
  const secret = readLinkSecret(location.hash) || keptSecret(id);
  if (secret === "") return null;
  const answer = await previewLink(id, secret);
  // Without an answer, it most likely works: it has opened this page.
  if (!answer.ok || answer.value.link === "current") return linkOf(id, secret);
  forgetSecret(id);
  return null;
}

function phoneLink(root: HTMLElement, link: () => string): HTMLElement {
  const shown = elementOf(template(root, "phone"));
  const { size, path } = qrPath(link());
  const code = part<SVGElement & HTMLElement>(shown, "code");
  code.setAttribute("viewBox", `0 0 ${size} ${size}`);
  code.querySelector("path")!.setAttribute("d", path);
  offerCopy(root, { inside: shown, link });
  return shown;
}
