import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import { useContext, useEffect } from "preact/hooks";
import { useLeftover } from "@/components/waiting/over/UnfinishedPage.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { LookApiStart } from "@/lib/client/look/look_api.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import {
  type LookReader,
  readLookSheet,
} from "@/lib/client/look/look_reader.ts";
import type { CallDialog } from "@/lib/client/call/call_room_hook.ts";
import { oneSheet } from "@/lib/client/call/stage/one_sheet.ts";
import { useStageSheet } from "@/lib/client/call/stage/sheet_hook.ts";
import type { OverOwner } from "@/lib/client/waiting/leftovers.ts";
import { browserTimers } from "@/lib/client/page/browser.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { look as words } from "@/words/exchange/look.ts";
import { LookSteps } from "./LookSteps.tsx";
import { OneTapRating } from "./OneTapRating.tsx";

/** The parts of the waiting room that the sheet reads. */
export type LookPage = Pick<CallPage["waiting"], "snapshot" | "reachable">;

export interface LookSheetProps {
  readonly callPage: OverOwner & { readonly waiting: LookPage };
  /** First name. */
  readonly artist: string;
  /** Filled by this component, for the button of the call. */
  readonly reader: Signal<LookReader | null>;
  /** Which other part of the call is open. */
  readonly dialog: Signal<CallDialog | null>;
  /** Whether the sheet of a still is open. */
  readonly still: ReadonlySignal<boolean>;
}

/** The client's look sheet in the call: a calm notice first, then a sheet above the controls. */
export function LookSheet(
  { callPage, artist, reader, dialog, still }: LookSheetProps,
) {
  const { waiting } = callPage;
  // With the sheet's code: both are about what the client takes away.
  useLeftover(
    callPage,
    "rating",
    () => <OneTapRating callPage={callPage} artist={artist} />,
  );
  const start = useContext(LookApiStart);
  useEffect(() => {
    const { snapshot } = waiting;
    const made = readLookSheet({
      count: computed(() => snapshot.value.exchange.lookSheet),
      read: start(snapshot.peek().id, "client").read,
      timers: browserTimers,
    });
    reader.value = made;
    return () => {
      made.stop();
      reader.value = null;
    };
  }, []);
  useEffect(() => oneSheet({ dialog, sheet: reader, still }), []);
  const { value } = reader;
  return value && (
    <LookSheetView
      reader={value}
      artist={artist}
      reachable={waiting.reachable.value}
    />
  );
}

/** The same, with a reader that exists already. */
export function LookSheetView({ reader, artist, reachable }: {
  readonly reader: LookReader;
  readonly artist: string;
  readonly reachable: boolean;
}) {
  const sheet = reader.sheet.value;
  if (sheet === null) return null;
  const news = reader.news.value;
  const isOpen = reader.isOpen.value;
  return (
    <>
      <p class="visually-hidden" role="status">
        {news &&
          (isOpen ? words.call.announced(news) : words.call.more({ artist }))}
      </p>
      {isOpen
        ? <OpenSheet {...{ reader, sheet, artist, reachable }} />
        : reader.started.value && <Started reader={reader} artist={artist} />}
    </>
  );
}

function Started({ reader, artist }: {
  readonly reader: LookReader;
  readonly artist: string;
}) {
  return (
    <div class="look-notice" data-closable>
      <p role="status">{words.call.started({ artist })}</p>
      <div class="look-notice__actions">
        <Button
          type="button"
          size="small"
          variant="primary"
          onClick={reader.open}
          data-testid="look-started"
        >
          {words.call.open}
        </Button>
        <Button
          type="button"
          size="small"
          variant="quiet"
          onClick={reader.later}
        >
          {words.call.later}
        </Button>
      </div>
    </div>
  );
}

function OpenSheet({ reader, sheet, artist, reachable }: {
  readonly reader: LookReader;
  readonly sheet: LookSheetAnswer;
  readonly artist: string;
  readonly reachable: boolean;
}) {
  const { heading, close, onKeyDown } = useStageSheet({
    button: ".call-button--look",
    onClose: reader.close,
  });
  return (
    <section
      class="look-sheet"
      aria-labelledby="look-title"
      data-closable
      data-testid="look-sheet"
      onKeyDown={onKeyDown}
    >
      <div class="look-sheet__top">
        <h2 id="look-title" ref={heading} tabIndex={-1}>{words.title}</h2>
        <Button type="button" size="small" onClick={close}>
          {words.call.close}
        </Button>
      </div>
      <div
        class="look-sheet__body"
        tabIndex={0}
        role="group"
        aria-labelledby="look-title"
      >
        {!reachable && <p class="soft">{words.call.unreachable}</p>}
        <p class="soft">{words.by({ artist })} {words.call.keeps}</p>
        <LookSteps sheet={sheet} marks={reader.marks.value} />
      </div>
    </section>
  );
}
