import { copyText } from "@/lib/client/link/copy_text.ts";
import { copyOf, part, template } from "./markup.ts";

/**
 * Makes `components/waiting/CopyLink.tsx` work.
 *
 * @param link read when it is pressed: the newest link may have been opened in
 * the same tab
 */
export function offerCopy(
  root: HTMLElement,
  { inside, link }: {
    readonly inside: HTMLElement;
    readonly link: () => string;
  },
): void {
  const button = part<HTMLButtonElement>(inside, "copy");
  const field = part<HTMLInputElement>(inside, "link");
  field.value = link();
  button.addEventListener("click", async () => {
    const copied = await copyText(link(), () => {
      for (const name of ["own-link", "by-hand"]) {
        part(inside, name).hidden = false;
      }
      return field;
    });
    if (!copied) return;
    part(inside, "by-hand").hidden = true;
    button.replaceChildren(copyOf(template(root, "copied")));
  });
  button.disabled = false;
}
