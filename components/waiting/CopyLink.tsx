import { Button } from "@/components/ui/Button.tsx";
import { ownLink } from "@/words/entry_page.ts";

const words = ownLink.copy;

/**
 * Copies the client's link; where the browser does not allow it, the link is
 * shown for the person to copy. `lib/client/entries/copy_link.ts` makes it work.
 *
 * @param shown whether the link is shown from the start
 */
export function CopyLink({ shown = false }: { readonly shown?: boolean }) {
  return (
    <>
      <Button type="button" icon="copy" disabled data-part="copy">
        {words.button}
      </Button>
      <label class="own-link" hidden={!shown} data-part="own-link">
        <span class="field__hint">{words.field}</span>
        <input class="field__input" type="text" readonly data-part="link" />
      </label>
      <p class="soft" hidden data-part="by-hand">{words.byHand}</p>
    </>
  );
}
