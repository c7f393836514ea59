import { Icon } from "@/components/Icon.tsx";
import type { ShelfPhoto } from "@/lib/client/photo_shelf.ts";

/** One picture on the booking form, with how far it is in words. */
export function PhotoRow({ photo, live, onRemove }: {
  readonly photo: ShelfPhoto;
  /** False before the page's script runs: then a box says whether it goes along. */
  readonly live: boolean;
  readonly onRemove: () => void;
}) {
  const { name } = photo;
  return (
    <li class="photo-row">
      {photo.state === "ready"
        ? <img class="photo-row__picture" src={photo.src} alt="" />
        : <span class="photo-row__picture" aria-hidden="true" />}
      <span class="photo-row__words">
        <span class="photo-row__name">{name}</span>
        <span
          class={photo.state === "failed" ? "field__error" : "soft"}
        >
          {photo.state === "failed" && <Icon name="circle-alert" />}
          <span>
            {photo.state === "failed" ? photo.words : SAYS[photo.state]}
          </span>
        </span>
      </span>
      {photo.state === "ready" && !live
        ? (
          <label class="photo-row__keep">
            <input type="checkbox" name="photo" value={photo.id} checked /> Send
            {" "}
            <span class="visually-hidden">{name}</span>
          </label>
        )
        : (
          <button
            type="button"
            class="button button--quiet button--small"
            onClick={onRemove}
          >
            Remove <span class="visually-hidden">{name}</span>
          </button>
        )}
      {photo.state === "ready" && live && (
        <input type="hidden" name="photo" value={photo.id} />
      )}
    </li>
  );
}

const SAYS = {
  preparing: "Making it ready…",
  sending: "On its way…",
  ready: "Added",
} as const;
