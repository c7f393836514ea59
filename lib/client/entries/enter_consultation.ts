/**
 * The entry page of a client's link. Mail scanners open links and even run
 * scripts, so nothing changes before a person taps: the page only reads which
 * consultation the link is for (decision 034).
 */
import { consultationApi, enter, previewLink } from "@/lib/client/page/api.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import { keepSecret, linkOf } from "@/lib/client/link/own_link.ts";
import { canCall, systemFacts } from "@/lib/client/page/platform.ts";
import { offerCopy } from "./copy_link.ts";
import { insideAppNotice } from "./inside_app.ts";
import { copyOf, elementOf, part, setBusy, start, template } from "./markup.ts";

function enterConsultation(root: HTMLElement): void {
  const id = root.dataset.consultation!;
  const button = part<HTMLButtonElement>(root, "enter");
  const notices = noticesOf(root, button);
  let busy = false;

  const go = async () => {
    if (busy) return;
    const secret = readLinkSecret(location.hash);
    if (secret === "") {
      if (!notices.isReplaced()) notices.showError("no-secret");
      return;
    }
    setBusy(button, busy = true);
    notices.hideError();
    const answer = await enter(id, secret);
    if (answer.ok && await hasNoCookie(id)) {
      setBusy(button, busy = false);
      // The secret stays in the address: the link still works elsewhere.
      return notices.showError("no-cookies");
    }
    if (answer.ok) {
      keepSecret(id, secret);
      // Without the secret, so that it does not enter the history.
      return location.replace(`/c/${encodeURIComponent(id)}`);
    }
    setBusy(button, busy = false);
    const isReplaced = answer.code === "link_replaced";
    notices.setReplaced(isReplaced);
    if (!isReplaced) notices.showError("failed", answer.message);
  };

  // The URL may contain the newest link's secret.
  if (location.hash !== "") notices.setReplaced(false);
  const advice = adviceFor(root, { id, button });
  if (advice !== null) button.before(advice);
  button.addEventListener("click", go);
  button.disabled = false;
  const preview = previewOf(root, { id, notices });
  void preview.show();
  // The newest email's link differs only in its secret: the browser stays on
  // this page.
  addEventListener("hashchange", () => {
    notices.hideError();
    notices.setReplaced(false);
    void preview.show();
  });
}

/** Shows with whom and when it is, or that a newer link has replaced this one. */
function previewOf(
  root: HTMLElement,
  { id, notices }: {
    readonly id: string;
    readonly notices: Pick<ReturnType<typeof noticesOf>, "setReplaced">;
  },
) {
  let shown: readonly HTMLElement[] = [];
  const put = (name: string, texts: Readonly<Record<string, string>>) => {
    const source = template(root, name);
    const element = elementOf(source, texts);
    source.before(element);
    shown = [...shown, element];
  };
  return {
    async show(): Promise<void> {
      for (const element of shown) element.remove();
      shown = [];
      const secret = readLinkSecret(location.hash);
      if (secret === "") return;
      const answer = await previewLink(id, secret);
      // Another link was opened meanwhile.
      if (secret !== readLinkSecret(location.hash) || !answer.ok) return;
      if (answer.value.link !== "current") {
        if (answer.value.link === "replaced") notices.setReplaced(true);
        return;
      }
      const { artist, service, when, over } = answer.value;
      put("preview", { artist, service, when });
      if (over !== null) put("over", { over });
    },
  };
}

/** Whether the browser has refused the session's cookie: the next page would be this one again. */
async function hasNoCookie(id: string): Promise<boolean> {
  const status = await consultationApi(id, "client", { tab: "" }).status();
  return !status.ok && status.code === "sign_in_required";
}

/** The notices below the button: that a new link has replaced this one, and what went wrong. */
function noticesOf(root: HTMLElement, button: HTMLButtonElement) {
  const replaced = () => root.querySelector('[data-part="replaced"]');
  let shown: HTMLElement | null = null;
  const hideError = () => shown?.remove();
  return {
    isReplaced: () => replaced() !== null,
    setReplaced(wanted: boolean) {
      // It would open nothing.
      button.hidden = wanted;
      if (wanted === (replaced() !== null)) return;
      const source = template(root, "replaced");
      if (wanted) source.before(elementOf(source));
      else replaced()?.remove();
    },
    hideError,
    showError(name: "no-secret" | "no-cookies" | "failed", message = "") {
      hideError();
      const source = template(root, name);
      shown = elementOf(source, { message });
      source.before(shown);
    },
  };
}

/** What stands above the button: how to open the link where a call works. Null in a browser that can call. */
function adviceFor(
  root: HTMLElement,
  { id, button }: { readonly id: string; readonly button: HTMLElement },
): HTMLElement | null {
  const facts = systemFacts();
  // Whole, even if the page's own was damaged on its way.
  const link = () => linkOf(id, readLinkSecret(location.hash));
  if (facts.insideApp !== null) {
    // Opening it elsewhere comes first; entering here stays possible.
    button.classList.replace("button--primary", "button--secondary");
    button.replaceChildren(copyOf(template(root, "stay")));
    return insideAppNotice(root, { facts, link });
  }
  if (canCall()) return null;
  const notice = elementOf(template(root, "cannot-call"));
  offerCopy(root, { inside: notice, link });
  // Lockdown Mode is Safari's own.
  if (facts.platform === "ios") {
    const advice = template(notice, "lockdown");
    advice.replaceWith(copyOf(advice));
  }
  return notice;
}

start("enter-consultation", enterConsultation);
