import { Button, LinkButton } from "@/components/ui/Button.tsx";
import type { PreviewedStill } from "@/lib/client/stills/still_sheet.ts";
import type { StillsPage } from "@/lib/client/stills/stills_page.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { OnItsWay } from "./OnItsWay.tsx";

export interface StillsLeftProps {
  readonly stills: Pick<StillsPage, "uploads" | "visit" | "sheet">;
  /** First name. */
  readonly artist: string;
  /** Whether the artist still gets a picture: not of a cancelled consultation. */
  readonly takes: boolean;
}

/** After the end: a picture that is still on its way, could not be sent, or waits for a word of the client. */
export function StillsLeft({ stills, artist, takes }: StillsLeftProps) {
  const { uploads, visit } = stills;
  const upload = uploads.list.value[0];
  const step = visit.step.value;
  const unsent = takes && step.is === "preview" ? step.still : null;
  return (
    <>
      {upload && <OnItsWay upload={upload} drop={uploads.drop} />}
      {unsent && <Unsent stills={stills} still={unsent} artist={artist} />}
    </>
  );
}

/** The call has ended while the client looked at a picture. */
function Unsent({ stills: { visit, sheet }, still, artist }:
  & Omit<StillsLeftProps, "takes">
  & { readonly still: PreviewedStill }) {
  const leave = (how: "send" | "close") => () => {
    visit[how]();
    sheet.value = null;
  };
  return (
    <section class="unsent-still" aria-labelledby="unsent-still">
      <p id="unsent-still">{words.unsent({ artist })}</p>
      <img
        class="still-sheet__picture"
        src={still.src}
        alt={words.preview}
        data-testid="still-preview"
      />
      <div class="row">
        <Button
          type="button"
          variant="primary"
          onClick={leave("send")}
          data-testid="still-send"
        >
          {words.send}
        </Button>
        <Button
          type="button"
          onClick={leave("close")}
          data-testid="still-dont"
        >
          {words.dontSend}
        </Button>
      </div>
    </section>
  );
}

/** After the end: where the client sees what was sent, if anything was. */
export function PicturesLink({ stills, id }: {
  readonly stills: Pick<StillsPage, "now">;
  /** The consultation's. */
  readonly id: string;
}) {
  if (!stills.now.value?.stills.length) return null;
  // Another address than the page's: that would only move within it.
  const href = `/c/${id}?after#stills`;
  return <LinkButton href={href}>{words.kept.link}</LinkButton>;
}
