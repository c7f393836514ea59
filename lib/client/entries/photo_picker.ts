/**
 * Reference photos for a booking: resized and uploaded as soon as they are
 * chosen. From then on the form carries their ids instead of the files.
 */
import { PhotoUploads } from "@/lib/client/booking/photo_uploads.ts";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { copyOf, part, start, template } from "./markup.ts";
import { photoRows } from "./photo_rows.ts";

type Announcement = "over" | "added" | "waiting" | "removed";

function photoPicker(root: HTMLElement): void {
  const input = part<HTMLInputElement>(root, "input");
  const uploads = new PhotoUploads(
    alreadyUploaded(root),
    Number(root.dataset.most),
  );
  const status = part(root, "status");
  const announce = (text: Announcement, count = 0) =>
    status.replaceChildren(
      copyOf(template(root, text), { count: String(count) }),
    );

  const take = () => {
    if (!input.files?.length) return;
    const over = uploads.add([...input.files]);
    // From here on the form carries ids, and must not carry the files as well.
    input.value = "";
    if (over > 0) announce("over", over);
    else status.replaceChildren();
    void uploads.settled().then(() => {
      const ready = uploads.photos.value.filter((one) => one.state === "ready");
      if (over === 0) announce("added", ready.length);
    });
  };
  const remove = async (key: number) => {
    const removed = uploads.remove(key);
    // The button that had the focus is gone.
    input.focus();
    await removed;
    announce("removed");
  };
  const wait = (event: SubmitEvent) => {
    if (!uploads.busy) return;
    event.preventDefault();
    announce("waiting");
    void uploads.settled().then(() =>
      input.form?.requestSubmit(event.submitter)
    );
  };

  const show = photoRows(root, remove);
  show(uploads.photos.value);
  uploads.photos.subscribe(show);
  // For these types an iPhone converts its own format, HEIC.
  input.accept = "image/*";
  input.addEventListener("change", take);
  input.form?.addEventListener("submit", wait);
  // Files that were chosen before this module ran.
  take();
}

function alreadyUploaded(root: HTMLElement): PhotoId[] {
  const boxes = root.querySelectorAll<HTMLInputElement>('input[name="photo"]');
  return [...boxes].map(({ value }) => value as PhotoId);
}

start("photo-picker", photoPicker);
