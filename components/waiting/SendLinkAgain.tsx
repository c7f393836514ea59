import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { entryPage } from "@/words/entry_page.ts";

const words = entryPage.again;

/** For a link that was cut off on its way. Works without JavaScript. */
export function SendLinkAgain(
  { consultationId, sent, refused }: {
    readonly consultationId: string;
    readonly sent: boolean;
    /** Why it was not sent, in words. */
    readonly refused: string | null;
  },
) {
  return (
    <section class="stack page-note" id="again" aria-labelledby="again-title">
      {sent && (
        <Notice tone="success" title={words.sent.title}>
          {words.sent.text}
        </Notice>
      )}
      {refused !== null && <Notice tone="error">{refused}</Notice>}
      <h2 id="again-title">{words.title}</h2>
      <p>{words.text}</p>
      <form method="post" action={`/c/${consultationId}`}>
        <Button variant="secondary" data-testid="send-link-again">
          {words.send}
        </Button>
      </form>
    </section>
  );
}
