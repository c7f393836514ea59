import { Icon } from "@/components/ui/Icon.tsx";
import type { PhotoUpload } from "@/lib/client/booking/photo_uploads.ts";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { photos as words } from "@/words/photos.ts";

/** One photo on the booking form, with its progress in words. */
export function PhotoRow({ photo, live }: {
  readonly photo: PhotoUpload;
  /** False before the page's script runs: then a checkbox says whether the photo is included. */
  readonly live: boolean;
}) {
  const { name } = photo;
  const failed = photo.state === "failed";
  return (
    <li class="photo-row">
      {photo.state === "ready"
        ? (
          <img
            class="photo-row__photo"
            src={photo.src}
            alt=""
            data-part="photo"
          />
        )
        : (
          <span
            class="photo-row__photo"
            aria-hidden="true"
            data-part="photo"
          />
        )}
      <span class="photo-row__words">
        <span class="photo-row__name" data-text="name">{name}</span>
        <span class={failed ? "field__error" : "soft"} data-part="progress">
          {failed && <Icon name="circle-alert" />}
          <span data-text={failed ? "words" : undefined}>
            {failed ? photo.words : words.progress[photo.state]}
          </span>
        </span>
      </span>
      {photo.state === "ready" && !live
        ? (
          <label class="photo-row__keep">
            <input type="checkbox" name="photo" value={photo.id} checked />{" "}
            {words.send} <span class="visually-hidden">{name}</span>
          </label>
        )
        : (
          <button
            type="button"
            class="button button--quiet button--small"
            data-part="remove"
          >
            {words.remove}{" "}
            <span class="visually-hidden" data-text="name">{name}</span>
          </button>
        )}
      {photo.state === "ready" && live && (
        // The module gives it its name: a template is not part of the form.
        <input type="hidden" value={photo.id} data-part="id" />
      )}
    </li>
  );
}

/** A row for each state, which the page's module copies and fills in. */
export function PhotoRowTemplates() {
  const key = 0, name = "";
  const empty: readonly PhotoUpload[] = [
    { key, name, state: "preparing" },
    { key, name, state: "sending" },
    { key, name, state: "ready", id: "" as PhotoId, src: "" },
    { key, name, state: "failed", words: "" },
  ];
  return (
    <>
      {empty.map((photo) => (
        <template key={photo.state} data-template={photo.state}>
          <PhotoRow photo={photo} live />
        </template>
      ))}
    </>
  );
}
