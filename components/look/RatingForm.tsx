import { Button } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { MAX_RATING_WORDS } from "@/lib/domain/look/rating.ts";
import type { RatingAnswer } from "@/lib/wire/wire.ts";
import { look } from "@/words/exchange/look.ts";
import { ratingForm, RatingStars } from "./RatingStars.tsx";

const words = look.rating;

export interface RatingFormProps {
  readonly id: string;
  /** First name. */
  readonly artist: string;
  readonly rating: RatingAnswer | null;
  /** What was typed into a form that was refused. */
  readonly typed?: string | undefined;
}

/** How it was: each button sends the form, with the sentence if there is one. Needs no JavaScript. */
export function RatingForm({ id, artist, rating, typed }: RatingFormProps) {
  const { method, action, name } = ratingForm(id);
  return (
    <section
      class="day-section stack rating"
      aria-labelledby="rating"
      data-testid="rating"
    >
      <h2 id="rating">{words.title}</h2>
      <p>
        {rating
          ? `${
            words.given({ label: words.stars[rating.stars] })
          } ${words.thanks}`
          : words.choose({ artist })}
      </p>
      <form method={method} action={action} class="stack">
        <RatingStars name={name("stars")} given={rating?.stars} />
        <Field
          multiline
          rows={2}
          name={name("words")}
          label={words.words}
          hint={words.hint}
          unmarked
          maxLength={MAX_RATING_WORDS}
          value={typed ?? rating?.words ?? ""}
        />
        {rating && (
          <Button name={name("stars")} value={rating.stars}>
            {words.save}
          </Button>
        )}
      </form>
    </section>
  );
}
