import { useSignal } from "@preact/signals";
import { Button } from "@/components/ui/Button.tsx";
import { Field } from "@/components/ui/Field.tsx";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import {
  STILL_LIMITS,
  STILL_SUBJECTS,
  type StillSubject,
} from "@/lib/domain/stills/still.ts";
import { SUBJECTS } from "./artist_words.ts";

/** What to ask for, and a line in the artist's own words. */
export function StillAsk({ stills, client }: {
  readonly stills: StillsPage;
  readonly client: string;
}) {
  const what = useSignal<StillSubject>("face");
  const text = useSignal("");
  if (stills.now.value?.room === 0) return null;
  const ask = async (event: Event) => {
    event.preventDefault();
    const done = await stills.act({
      action: "ask",
      what: what.value,
      text: text.value,
    });
    if (done) text.value = "";
  };
  return (
    <form class="stack" onSubmit={ask}>
      <fieldset class="still-subjects">
        <legend>A picture of</legend>
        {STILL_SUBJECTS.map((subject) => (
          <label key={subject} class="still-check">
            <input
              type="radio"
              name="still-what"
              value={subject}
              checked={what.value === subject}
              onChange={() =>
                what.value = subject}
            />
            <span>{SUBJECTS[subject]}</span>
          </label>
        ))}
      </fieldset>
      <Field
        name="still-text"
        label={`Words for ${client}`}
        value={text.value}
        maxLength={STILL_LIMITS.text}
        required={what.value === "other"}
        autocomplete="off"
        onInput={(event) => text.value = event.currentTarget.value}
      />
      <Button
        variant="primary"
        busy={stills.busy.value}
        data-testid="still-ask"
      >
        Ask for the picture
      </Button>
    </form>
  );
}
