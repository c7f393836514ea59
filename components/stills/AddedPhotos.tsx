import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { openRequestOf } from "@/lib/client/stills/open_request.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { waiting } from "@/words/waiting.ts";

interface AddedPhotosProps {
  readonly stills: StillsPage;
  /** First name. */
  readonly artist: string;
  /** The person has pressed "Add a photo" before this code was loaded. */
  readonly opened?: boolean | undefined;
}

/** While waiting: how many photos the artist has, another one, and those that can be deleted. */
export function AddedPhotos(
  { stills, artist, opened = false }: AddedPhotosProps,
) {
  const add = () => stills.sheet.value = { requestId: null };
  useEffect(() => {
    if (opened) add();
  }, []);
  const { now, arrived } = stills;
  const count = now.value?.stills.length ?? 0;
  if (openRequestOf(now.value) !== null) return null;
  return (
    <div class="stack">
      {/* The notice says it while it is new. */}
      {count > 0 && !arrived.value && <p>{words.sent({ artist, count })}</p>}
      {now.value?.roomToAdd === 0
        ? <p class="soft">{words.add.full}</p>
        : (
          <Button
            type="button"
            icon="camera"
            onClick={add}
            data-testid="add-photo"
          >
            {waiting.addPhoto}
          </Button>
        )}
      <Removable stills={stills} />
    </div>
  );
}

function Removable({ stills }: Pick<AddedPhotosProps, "stills">) {
  const added = (stills.now.value?.stills ?? []).filter((one) => one.removable);
  if (added.length === 0) return null;
  return (
    <details class="added-photos">
      <summary class="button button--secondary">{words.remove.open}</summary>
      {stills.trouble.value && (
        <Notice tone="error">{stills.trouble.value}</Notice>
      )}
      <ul class="still-list">
        {added.map(({ id, photo }, i) => (
          <li key={id} class="still-list__one">
            <img
              src={stills.fileUrl(photo)}
              alt={words.remove.photo({ number: i + 1 })}
              loading="lazy"
            />
            <Remove stills={stills} id={id} number={i + 1} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** A photo that was taken here is nowhere else, so a second press confirms it. */
function Remove({ stills, id, number }: Pick<AddedPhotosProps, "stills"> & {
  readonly id: string;
  readonly number: number;
}) {
  const asked = useSignal(false);
  const { ask, confirm, keep } = words.remove;
  const remove = () => void stills.act({ action: "remove", still: id });
  if (!asked.value) {
    return (
      <Button
        type="button"
        size="small"
        onClick={() => asked.value = true}
        data-testid="still-remove"
      >
        {ask({ number })}
      </Button>
    );
  }
  return (
    <div class="row">
      <Button
        type="button"
        size="small"
        variant="danger"
        busy={stills.busy.value}
        onClick={remove}
        data-testid="still-remove-yes"
      >
        {confirm}
      </Button>
      <Button type="button" size="small" onClick={() => asked.value = false}>
        {keep}
      </Button>
    </div>
  );
}
