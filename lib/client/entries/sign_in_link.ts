/** Sends the secret of a sign-in link when a person taps, and never before: mail scanners open links. */
import { submitSignInLink } from "@/lib/client/page/sign_in.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { elementOf, part, setBusy, start, template } from "./markup.ts";

start("sign-in-link", (root) => {
  const button = part<HTMLButtonElement>(root, "sign-in");
  let busy = false;
  let notice: HTMLElement | null = null;
  button.addEventListener("click", async () => {
    if (busy) return;
    setBusy(button, busy = true);
    notice?.remove();
    const secret = readLinkSecret(location.hash);
    const outcome = secret === "" ? null : await submitSignInLink(secret);
    if (outcome?.ok) return location.replace(outcome.home);
    notice = outcome === null
      ? elementOf(template(root, "no-secret"))
      : outcome.message === null
      ? elementOf(template(root, "no-cookies"))
      : elementOf(template(root, "refused"), { message: outcome.message });
    button.before(notice);
    setBusy(button, busy = false);
  });
  button.disabled = false;
});
