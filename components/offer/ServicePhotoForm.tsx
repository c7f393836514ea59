import { Button } from "@/components/Button.tsx";
import { PHOTO_TYPES } from "@/lib/domain/photo.ts";

export interface PictureFormProps {
  /** Of the service's page; the form goes to its `/picture`. */
  readonly action: string;
  readonly versionstamp: string;
  readonly picture: string | null;
}

/** A service's picture: chosen, replaced or taken away, by plain forms. */
export function PictureForm(
  { action, versionstamp, picture }: PictureFormProps,
) {
  return (
    <section class="offer-part day-section" aria-labelledby="picture">
      <h2 id="picture">Picture</h2>
      <p class="soft">
        Stands beside the service where clients choose. A JPEG, PNG or WebP;
        some 600 pixels are enough, and a small one is there sooner. Save what
        you changed above first.
      </p>
      {picture && (
        <img
          class="service-picture service-picture--large"
          src={`/pictures/${picture}`}
          alt="The picture as it is now"
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
            {picture ? "Another picture" : "A picture"}
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
          <Button>{picture ? "Replace it" : "Use this picture"}</Button>
        </div>
      </form>
      {picture && (
        <form
          method="post"
          action={`${action}/picture`}
          encType="multipart/form-data"
        >
          <input type="hidden" name="versionstamp" value={versionstamp} />
          <input type="hidden" name="do" value="remove" />
          <Button variant="quiet">Take the picture away</Button>
        </form>
      )}
    </section>
  );
}
