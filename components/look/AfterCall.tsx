import { PageScript } from "@/components/frame/PageScript.tsx";
import { Button, LinkButton } from "@/components/ui/Button.tsx";
import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import { isReadable } from "@/lib/client/look/look_marks.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { look as words } from "@/words/exchange/look.ts";
import { LookAbout, type LookOrigin } from "./LookAbout.tsx";
import { LookSteps } from "./LookSteps.tsx";
import { RatingForm } from "./RatingForm.tsx";

/** A picture that goes with the sheet. */
export interface LookPhoto {
  readonly href: string;
  readonly alt: string;
}

export interface AfterCallProps {
  readonly id: string;
  /** First name. */
  readonly artist: string;
  /** For paper: on the screen the page says it. */
  readonly origin: LookOrigin;
  readonly sheet: LookSheetAnswer;
  /** The ids of the pictures that the artist has put onto the sheet. */
  readonly photos: readonly string[];
  /** Where a picture's file is, by its id; the product's own endpoint by default. */
  readonly fileUrl?: (photo: string) => string;
  /** What was typed into a rating that was refused. */
  readonly typed?: string | undefined;
  /** The module `print-page`. */
  readonly script?: string | undefined;
}

/** What the client keeps of the call, and how they found it. */
export function AfterCall(
  { id, artist, origin, sheet, photos, fileUrl = urlFor(id), ...props }:
    AfterCallProps,
) {
  const written = isReadable(sheet);
  return (
    <>
      {(written || photos.length > 0) && (
        <section
          class="day-section stack look-page"
          aria-labelledby="look"
          data-testid="look-page"
        >
          <h2 id="look">{words.title}</h2>
          <LookAbout {...origin} class="look-page__about" />
          <p class="soft">
            {written ? words.by({ artist }) : words.chosen({ artist })}
          </p>
          <LookSteps sheet={sheet} />
          <LookPhotos
            photos={photos.map((photo, i) => ({
              href: fileUrl(photo),
              alt: words.page.photo({ number: i + 1 }),
            }))}
          />
          <p class="look-page__ways look-page__actions">
            <LinkButton href={`/c/${id}/look-sheet`} download>
              {words.page.download}
            </LinkButton>
            <template data-entry="print-page">
              <Button type="button">{words.page.print}</Button>
            </template>
            <PageScript src={props.script} />
          </p>
          <p class="soft look-page__ways">{words.page.downloadHint}</p>
        </section>
      )}
      <RatingForm
        id={id}
        artist={artist}
        rating={sheet.rating}
        typed={props.typed}
      />
    </>
  );
}

export function LookPhotos(
  { photos }: { readonly photos: readonly LookPhoto[] },
) {
  if (photos.length === 0) return null;
  return (
    <>
      <h3>{words.page.photos}</h3>
      <ul class="look__photos">
        {photos.map(({ href, alt }) => (
          <li key={href}>
            <img src={href} alt={alt} loading="lazy" />
          </li>
        ))}
      </ul>
    </>
  );
}

function urlFor(id: string) {
  return (photo: string) =>
    urlOf("GET /api/consultations/:id/photos/:photo", { id, photo }, {
      query: { session: "client" },
    });
}
