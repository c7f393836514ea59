import type { PhotoUpload } from "@/lib/client/booking/photo_uploads.ts";
import { elementOf, part, template } from "./markup.ts";

/**
 * Shows the photos as rows. A row keeps its element and its button while its
 * state changes, so that the focus stays where it is.
 *
 * @returns a function that shows the given photos
 */
export function photoRows(
  root: HTMLElement,
  remove: (key: number) => void,
): (photos: readonly PhotoUpload[]) => void {
  const list = part(root, "rows");
  // The server rendered these rows for pages without JavaScript.
  list.replaceChildren();
  const rows = new Map<number, HTMLElement>();
  return (photos) => {
    const keys = new Set(photos.map(({ key }) => key));
    for (const [key, row] of rows) {
      if (keys.has(key)) continue;
      row.remove();
      rows.delete(key);
    }
    for (const photo of photos) {
      const row = rows.get(photo.key);
      if (row?.dataset.state === photo.state) continue;
      const next = rowOf(root, photo);
      if (row) {
        update(row, next);
        continue;
      }
      rows.set(photo.key, next);
      part(next, "remove").addEventListener("click", () => remove(photo.key));
      list.append(next);
    }
    list.hidden = photos.length === 0;
  };
}

function rowOf(root: HTMLElement, photo: PhotoUpload): HTMLElement {
  const { name, state } = photo;
  const words = state === "failed" ? photo.words : "";
  const row = elementOf(template(root, state), { name, words });
  row.dataset.state = state;
  if (photo.state === "ready") {
    part<HTMLImageElement>(row, "photo").src = photo.src;
    const id = part<HTMLInputElement>(row, "id");
    id.name = "photo";
    id.value = photo.id;
  }
  return row;
}

function update(row: HTMLElement, next: HTMLElement): void {
  row.dataset.state = next.dataset.state;
  for (const name of ["photo", "progress"]) {
    part(row, name).replaceWith(part(next, name));
  }
  if (next.dataset.state === "ready") row.append(part(next, "id"));
}
