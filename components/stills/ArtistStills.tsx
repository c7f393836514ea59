import { type Signal, signal, useSignal } from "@preact/signals";
import { useContext, useEffect } from "preact/hooks";
import { Button } from "@/components/ui/Button.tsx";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";
import { oneSheet } from "@/lib/client/call/stage/one_sheet.ts";
import { useStageSheet } from "@/lib/client/call/stage/sheet_hook.ts";
import {
  StillsOfPage,
  type StillsOwner,
  type StillsPage,
} from "@/lib/client/stills/stills_page.ts";
import { ArtistStillsNotice } from "./ArtistStillsNotice.tsx";
import { StillList } from "./StillList.tsx";
import { StillsPanel } from "./StillsPanel.tsx";
import { StillViewer } from "./StillViewer.tsx";

export interface ArtistStillsProps {
  readonly callPage: StillsOwner;
  /** First name. */
  readonly client: string;
  /** `banner` and `drawer` are two places of a call; `room` is the waiting room. */
  readonly place: "banner" | "drawer" | "room";
  /** Whether the drawer is open. */
  readonly open: Signal<boolean>;
  /** Which other part of the call is open. */
  readonly dialog?: Signal<CallDialog | null>;
  /** When the page began to show this call, by the server's clock, as ISO 8601: what came before is no news. */
  readonly since?: string;
}

/** Where the drawer is beside the video, as in `stills.css`. */
const BESIDE = "(min-width: 64rem) and (min-height: 32.01rem)";

/** Everything about stills on the artist's page, loaded late. */
export default function ArtistStills(props: ArtistStillsProps) {
  const { callPage, client, place, open, since = "", dialog } = props;
  const stills = useContext(StillsOfPage)(callPage, "artist");
  useEffect(() =>
    dialog && oneSheet({
      dialog,
      sheet: signal({ isOpen: open, close: () => open.value = false }),
      covers: () => !matchMedia(BESIDE).matches,
    }), []);
  if (place === "banner") {
    return <ArtistStillsNotice {...{ stills, client, open, since }} />;
  }
  if (place === "room") {
    const shown = stills.now.value?.stills.length ?? 0;
    return shown === 0 ? null : (
      <section class="stack">
        <h2>Their pictures</h2>
        <Pictures stills={stills} client={client} />
      </section>
    );
  }
  return open.value
    ? <Drawer stills={stills} client={client} open={open} />
    : null;
}

/**
 * Beside the video, not over it: the artist goes on seeing the client. It is no
 * dialog, so everything else of the call stays usable.
 */
function Drawer({ stills, client, open }: PicturesProps & {
  readonly open: Signal<boolean>;
}) {
  const { heading, close, onKeyDown } = useStageSheet({
    button: ".call-button--stills",
    onClose: () => open.value = false,
  });
  return (
    <section
      class="stills-drawer neutral"
      data-closable
      aria-labelledby="stills-title"
      data-testid="stills-drawer"
      onKeyDown={onKeyDown}
    >
      <div class="stills-drawer__head">
        <h2 id="stills-title" ref={heading} tabIndex={-1}>Pictures</h2>
        <Button type="button" size="small" icon="x" onClick={close}>
          Close
        </Button>
      </div>
      <Pictures stills={stills} client={client} asking />
    </section>
  );
}

interface PicturesProps {
  readonly stills: StillsPage;
  readonly client: string;
  /** In the call the artist also asks for pictures. */
  readonly asking?: boolean;
}

function Pictures({ stills, client, asking = false }: PicturesProps) {
  const shown = useSignal<string | null>(null);
  return (
    <>
      {asking && <StillsPanel stills={stills} client={client} />}
      <StillList stills={stills} onShow={(id) => shown.value = id} />
      <StillViewer stills={stills} client={client} shown={shown} />
    </>
  );
}
