import type { CallPage } from "@/lib/client/call/call_page.ts";
import { leftoversOf, type OverOwner } from "@/lib/client/waiting/leftovers.ts";
import { look } from "@/words/exchange/look.ts";
import { ratingForm, RatingStars } from "./RatingStars.tsx";

const words = look.rating;

/** When a call ends, on the page that had it: one tap rates it. The page that follows asks for a sentence. */
export function OneTapRating({ callPage, artist }: {
  readonly callPage: OverOwner & {
    readonly waiting: Pick<CallPage["waiting"], "snapshot">;
  };
  /** First name. */
  readonly artist: string;
}) {
  const { id, state } = callPage.waiting.snapshot.value;
  // The form leaves the page.
  if (state !== "ended" || leftoversOf(callPage).wait.value !== null) {
    return null;
  }
  const { method, action, name } = ratingForm(id);
  return (
    <section
      class="stack rating"
      aria-labelledby="rating"
      data-testid="rating"
    >
      <h2 id="rating">{words.title}</h2>
      <p>{words.choose({ artist })}</p>
      <form method={method} action={action}>
        <RatingStars name={name("stars")} />
      </form>
    </section>
  );
}
