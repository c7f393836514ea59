import { Button } from "@/components/ui/Button.tsx";
import { PHOTO_TYPES } from "@/lib/domain/booking/photo.ts";

export interface ServicePhotoFormProps {
  /** The service's page; the form posts to its `/picture`. */
  readonly action: string;
  readonly versionstamp: string;
  readonly photo: string | null;
}

/** A service's photo: chosen, replaced or removed, by plain forms. */
export function ServicePhotoForm(
  { action, versionstamp, photo }: ServicePhotoFormProps,
) {
  return (
    <section class="offer-part day-section" aria-labelledby="picture">
      <h2 id="picture">Photo</h2>
      <p class="soft">
        Shown next to the service when clients choose. JPEG, PNG or WebP, about
        600 pixels wide; smaller files load faster. Save your other changes
        first.
      </p>
      {photo && (
        <img
          class="service-picture service-picture--large"
          src={`/pictures/${photo}`}
          alt="Current photo"
        />
      )}
      <form
        class="form"
        method="post"
        action={`${action}/picture`}
        encType="multipart/form-data"
      >
        <input type="hidden" name="versionstamp" value={versionstamp} />
        <div class="field">
          <label class="field__label" for="field-picture">
            {photo ? "New photo" : "Photo"}
          </label>
          <input
            id="field-picture"
            class="field__input"
            type="file"
            name="picture"
            accept={PHOTO_TYPES.join(",")}
            required
          />
        </div>
        <div>
          <Button>{photo ? "Replace photo" : "Add photo"}</Button>
        </div>
      </form>
      {photo && (
        <form
          method="post"
          action={`${action}/picture`}
          encType="multipart/form-data"
        >
          <input type="hidden" name="versionstamp" value={versionstamp} />
          <input type="hidden" name="do" value="remove" />
          <Button variant="quiet">Remove photo</Button>
        </form>
      )}
    </section>
  );
}
