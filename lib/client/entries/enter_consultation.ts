/**
 * The entry page of a client's link. Mail scanners open links and even run
 * scripts, so nothing changes before a person taps: the page only reads which
 * consultation the link is for (decision 034).
 */
import { consultationApi, enter, previewLink } from "@/lib/client/page/api.ts";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import {
  browserFacts,
  canCall,
  ownBrowser,
} from "@/lib/client/page/platform.ts";
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
  const advice = !canCall()
    ? cannotCall(root)
    : browserFacts().insideApp !== null
    ? insideApp(root)
    : null;
  if (advice !== null) {
    offerCopy(root, advice, () => notices.showError("copy-refused"));
    button.before(advice);
  }
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
    showError(
      name: "no-secret" | "no-cookies" | "copy-refused" | "failed",
      message = "",
    ) {
      hideError();
      const source = template(root, name);
      shown = elementOf(source, { message });
      source.before(shown);
    },
  };
}

/** For browsers that cannot call, such as some inside other apps: how to open the link elsewhere. */
function cannotCall(root: HTMLElement): HTMLElement {
  const { insideApp: app, platform } = browserFacts();
  const notice = elementOf(
    template(root, "cannot-call"),
    app === null ? {} : { app },
  );
  // Inside an app, Safari is the way; Lockdown Mode is Safari's own.
  if (app === null && platform === "ios") {
    const advice = template(notice, "lockdown");
    advice.replaceWith(copyOf(advice));
  }
  return notice;
}

/** For browsers inside other apps that can call: how to open the link in the person's own browser. */
function insideApp(root: HTMLElement): HTMLElement {
  const { insideApp: app, platform } = browserFacts();
  const notice = elementOf(
    template(root, "inside-app"),
    app === null ? {} : { app },
  );
  const advice = template(notice, ownBrowser(platform).toLowerCase());
  advice.replaceWith(copyOf(advice));
  return notice;
}

function offerCopy(
  root: HTMLElement,
  notice: HTMLElement,
  refused: () => void,
): void {
  const button = part<HTMLButtonElement>(notice, "copy");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      button.replaceChildren(copyOf(template(root, "copied")));
    } catch {
      refused();
    }
  });
  button.disabled = false;
}

start("enter-consultation", enterConsultation);
