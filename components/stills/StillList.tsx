import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { captionOf, type ShownStill } from "./artist_words.ts";

interface StillListProps {
  readonly stills: StillsPage;
  /** Shows one at full size. */
  readonly onShow: (id: string) => void;
}

/** What has come, newest first. */
export function StillList({ stills, onShow }: StillListProps) {
  const shown = stills.now.value?.stills ?? [];
  if (shown.length === 0) return null;
  return (
    <ul class="still-list">
      {shown.toReversed().map((still) => (
        <Thumbnail
          key={still.id}
          still={still}
          stills={stills}
          onShow={onShow}
        />
      ))}
    </ul>
  );
}

function Thumbnail({ still, stills, onShow }: StillListProps & {
  readonly still: ShownStill;
}) {
  const caption = captionOf(still);
  const choose = (approved: boolean) =>
    void stills.act({ action: "approve", still: still.id, approved });
  return (
    <li class="still-list__one">
      <button
        type="button"
        class="still-list__open"
        onClick={() => onShow(still.id)}
        aria-label={`${caption}: show at full size`}
        data-testid="still-thumbnail"
      >
        <img src={stills.fileUrl(still.photo)} alt="" loading="lazy" />
      </button>
      <div>
        <p>{caption}</p>
        <label class="still-check">
          <input
            type="checkbox"
            checked={still.approved}
            onChange={(event) => choose(event.currentTarget.checked)}
          />
          <span>For the look sheet</span>
        </label>
      </div>
    </li>
  );
}
