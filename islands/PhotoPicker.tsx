import { useEffect, useRef, useState } from "preact/hooks";
import { PhotoRow } from "@/components/booking/PhotoRow.tsx";
import { FieldFrame } from "@/components/Field.tsx";
import { PhotoShelf } from "@/lib/client/photo_shelf.ts";
import type { PhotoId } from "@/lib/domain/ids.ts";
import { PHOTO_LIMITS, PHOTO_TYPES } from "@/lib/domain/photo.ts";

const ID = "field-pictures";
const MOST = PHOTO_LIMITS.most;

export interface PhotoPickerProps {
  /** Sent already, and kept for this form. */
  readonly photos: readonly PhotoId[];
  readonly error: string | null;
}

/**
 * Reference pictures for a booking. They are made smaller and sent as soon as they
 * are chosen, and the form carries their ids; without JavaScript it carries the
 * files themselves.
 */
export default function PhotoPicker({ photos, error }: PhotoPickerProps) {
  const [shelf] = useState(() => new PhotoShelf(photos, MOST));
  const [live, setLive] = useState(false);
  const [said, say] = useState("");
  const input = useRef<HTMLInputElement>(null);

  const take = () => {
    const { current } = input;
    if (!current?.files?.length) return;
    const over = shelf.add([...current.files]);
    // The form is to carry ids from here on, and not the files as well.
    current.value = "";
    say(over > 0 ? `${MOST} pictures at most: ${over} left out.` : "");
    void shelf.settled().then(() => {
      const ready = shelf.photos.value.filter((one) => one.state === "ready");
      if (over === 0) say(`${ready.length} of ${MOST} pictures added.`);
    });
  };

  useEffect(() => {
    setLive(true);
    // Chosen before the page's script ran.
    take();
    const form = input.current?.form;
    const wait = (event: SubmitEvent) => {
      if (!shelf.busy) return;
      event.preventDefault();
      say("Your pictures are still on their way. The form goes with them.");
      void shelf.settled().then(() => form?.requestSubmit(event.submitter));
    };
    form?.addEventListener("submit", wait);
    return () => form?.removeEventListener("submit", wait);
  }, []);

  const remove = async (key: number) => {
    await shelf.remove(key);
    say("Removed.");
  };

  const shown = shelf.photos.value;
  return (
    <div class="stack">
      <FieldFrame
        id={ID}
        label="Pictures"
        hint={`Your face in daylight, or a look you like: up to ${MOST}, as JPEG, PNG or WebP. Where they were taken is not kept.`}
        error={error}
        optional
      >
        <input
          ref={input}
          id={ID}
          class="field__input"
          type="file"
          name="pictures"
          // Asked for these, an iPhone turns its own format into one of them.
          accept={live ? "image/*" : PHOTO_TYPES.join()}
          multiple
          aria-describedby={error ? `${ID}-hint ${ID}-error` : `${ID}-hint`}
          aria-invalid={error ? "true" : undefined}
          onChange={take}
        />
      </FieldFrame>
      {shown.length > 0 && (
        <ul class="photo-rows">
          {shown.map((photo) => (
            <PhotoRow
              key={photo.key}
              photo={photo}
              live={live}
              onRemove={() => {
                void remove(photo.key);
                // Its button is gone, and the focus must not go with it.
                input.current?.focus();
              }}
            />
          ))}
        </ul>
      )}
      <p class="soft" role="status">{said}</p>
    </div>
  );
}
