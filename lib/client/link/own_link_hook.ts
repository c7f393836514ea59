import { useEffect } from "preact/hooks";
import type { WaitingView } from "@/lib/client/waiting/waiting_view.ts";
import { forgetSecret, keepSecret, keptSecret } from "./own_link.ts";

/** No other fragment of the page is as long. */
const SECRET = /^#[\w-]{30,}$/;

/**
 * Keeps the secret of a link that was opened once more, by a person who is in
 * already, and takes it out of the address: there everybody sees it. Forgets it
 * once the page has nothing more to wait for. A page that has lost its access
 * loads again with the secret of a newer link, and so leads in.
 */
export function useOwnLink(id: string, view: WaitingView["is"]): void {
  useEffect(() => {
    const closed = view === "closed";
    const over = closed || view === "over";
    const look = () => {
      const { hash, pathname, search } = location;
      if (!SECRET.test(hash)) return;
      if (closed) return location.reload();
      if (!over && !keptSecret(id)) keepSecret(id, hash.slice(1));
      history.replaceState(history.state, "", pathname + search);
    };
    if (over) forgetSecret(id);
    look();
    // Followed from a mail in the same tab.
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, [id, view]);
}
