import type { ComponentChildren } from "preact";
import { PageScript } from "@/components/frame/PageScript.tsx";
import { FieldFrame } from "@/components/ui/FieldFrame.tsx";
import { uploaded } from "@/lib/client/booking/photo_uploads.ts";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import { PHOTO_LIMITS, PHOTO_TYPES } from "@/lib/domain/booking/photo.ts";
import { PhotoRow, PhotoRowTemplates } from "./PhotoRow.tsx";
import { TextWithSlot } from "@/components/ui/TextWithSlot.tsx";
import { photos as words } from "@/words/photos.ts";
import { SLOT } from "@/lib/words/slot.ts";

const MOST = PHOTO_LIMITS.most;
const counted = { most: MOST, count: SLOT };

export interface PhotoPickerProps {
  /** Already uploaded, and kept for this form. */
  readonly photos: readonly PhotoId[];
  readonly error: string | null;
  readonly script: string | undefined;
}

/**
 * Reference photos for a booking. `lib/client/entries/photo_picker.ts` makes them
 * smaller and uploads them as soon as they are chosen, and the form carries their
 * ids. Without JavaScript the form carries the files themselves.
 */
export function PhotoPicker({ photos, error, script }: PhotoPickerProps) {
  return (
    <div class="stack" data-entry="photo-picker" data-most={MOST}>
      <FieldFrame
        name="pictures"
        label={words.label}
        hint={words.hint({ most: MOST })}
        error={error}
        optional
      >
        {(control) => (
          <input
            {...control}
            class="field__input"
            type="file"
            accept={PHOTO_TYPES.join()}
            multiple
            data-part="input"
          />
        )}
      </FieldFrame>
      <ul class="photo-rows" hidden={photos.length === 0} data-part="rows">
        {photos.map((id, i) => (
          <PhotoRow
            key={id}
            photo={{ ...uploaded(id, i), key: i }}
            live={false}
          />
        ))}
      </ul>
      <p class="soft" role="status" data-part="status"></p>
      <PhotoRowTemplates />
      <Announcement name="over">
        <TextWithSlot text={words.status.over(counted)}>
          <span data-text="count" />
        </TextWithSlot>
      </Announcement>
      <Announcement name="added">
        <TextWithSlot text={words.status.added(counted)}>
          <span data-text="count" />
        </TextWithSlot>
      </Announcement>
      <Announcement name="waiting">{words.status.waiting}</Announcement>
      <Announcement name="removed">{words.status.removed}</Announcement>
      <PageScript src={script} />
    </div>
  );
}

/** A sentence that the module copies into the status line. */
function Announcement({ name, children }: {
  readonly name: string;
  readonly children: ComponentChildren;
}) {
  return <template data-template={name}>{children}</template>;
}
