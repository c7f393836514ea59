import { Icon } from "@/components/ui/Icon.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { SLOT } from "@/lib/words/slot.ts";
import { CopyLink } from "./CopyLink.tsx";
import { ownLink } from "@/words/entry_page.ts";

const words = ownLink.insideApp;
const APPLE = { browser: "Safari" };
const OTHER = { browser: "Chrome" };

/**
 * For a page inside another app: that camera and microphone may fail there, and
 * how to leave it with the link. A template with every sentence and way;
 * `lib/client/entries/inside_app.ts` removes those that do not apply
 * (`data-only`), and puts the surest way first.
 *
 * @param only the parts of one browser, where no script chooses them
 */
export function InsideApp({ app, only }: {
  readonly app?: string;
  readonly only?: readonly string[];
}) {
  const sentences = {
    "may-fail": words.mayFail,
    "cannot-call": words.cannotCall,
    apple: words.next(APPLE),
    other: words.next(OTHER),
    "apple-mail": words.openMail(APPLE),
    "other-mail": words.openMail(OTHER),
  };
  const applies = ([name]: readonly [string, string]) =>
    only?.includes(name) ?? true;
  return (
    <Notice
      title={
        <TextWithSlot text={words.title({ app: SLOT })}>
          <span data-text="app">{app}</span>
        </TextWithSlot>
      }
      action={
        <div class="row" data-part="ways">
          <CopyLink />
          {Object.entries(words.openIn).filter(applies).map(([name, label]) => (
            <a
              key={name}
              class="button button--secondary"
              data-only={name}
              href=""
            >
              {label}
            </a>
          ))}
        </div>
      }
    >
      {Object.entries(sentences).filter(applies).map(([name, sentence]) => (
        <p key={name} data-only={name}>{sentence}</p>
      ))}
    </Notice>
  );
}

/** What the button says then. */
export function CopiedLabel() {
  return (
    <>
      <Icon name="check" />
      <span>{ownLink.copy.done}</span>
    </>
  );
}
