import { signal } from "@preact/signals";
import { UnsentTexts } from "@/components/chat/UnsentMessages.tsx";
import { keptLookOf } from "@/components/look/kept_look.ts";
import { OneTapRating } from "@/components/look/OneTapRating.tsx";
import { UnsavedLook } from "@/components/look/UnsavedLook.tsx";
import {
  StillsLeft,
  type StillsLeftProps,
} from "@/components/stills/StillsLeft.tsx";
import { handIn } from "@/components/waiting/over/UnfinishedPage.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { LookApi } from "@/lib/client/look/look_api.ts";
import { editLookSheet } from "@/lib/client/look/look_editing.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import type { SheetStep } from "@/lib/client/stills/still_sheet.ts";
import { leftoversOf } from "@/lib/client/waiting/leftovers.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { LOOK } from "@/gallery/look_sample.ts";
import { ARTIST, CLIENT, ZONE } from "@/gallery/sample.ts";
import { drawnStill } from "./fixed_stills.ts";
import type { PageFixture, UnfinishedFixture } from "./fixture.ts";

/** The page with what the parts of its call have handed in by the end. */
export function withUnfinished(page: CallPage, fixture: PageFixture): CallPage {
  const { unfinished, party } = fixture;
  if (!unfinished) return page;
  const artist = firstName(ARTIST);
  const client = firstName(CLIENT);
  const { stills, texts, notSaved, rates } = unfinished;
  if (stills) {
    const left = leftStills(stills);
    handIn(
      page,
      "stills",
      () => <StillsLeft stills={left} artist={artist} takes />,
    );
    const on = left.uploads.list.value.some(({ state }) => state !== "failed");
    leftoversOf(page).wait.value = on ? words.keepOpen : null;
  }
  if (texts) {
    const otherName = party === "client" ? artist : client;
    handIn(
      page,
      "messages",
      () => <UnsentTexts texts={texts} otherName={otherName} />,
    );
  }
  if (notSaved) {
    const kept = keptLookOf(page);
    kept.value = unsaved(page, notSaved);
    handIn(
      page,
      "look",
      () => <UnsavedLook kept={kept} client={client} zone={ZONE} />,
    );
  }
  if (rates) {
    handIn(
      page,
      "rating",
      () => <OneTapRating callPage={page} artist={artist} />,
    );
  }
  return page;
}

/** One upload, or a picture that the client still looks at. */
export function leftStills(
  { upload, preview }: NonNullable<UnfinishedFixture["stills"]>,
): StillsLeftProps["stills"] {
  const list = signal(upload ? [upload] : []);
  const step = signal<SheetStep>({ is: "ready", trouble: null });
  if (preview) {
    const still = {
      blob: new Blob(),
      src: drawnStill(),
      from: "frame",
    } as const;
    step.value = { is: "preview", still };
  }
  const forget = () => void (step.value = { is: "ready", trouble: null });
  return {
    uploads: { list, add() {}, drop: () => void (list.value = []) },
    sheet: signal(null),
    visit: {
      step,
      take: () => Promise.resolve(),
      useFile: () => Promise.resolve(),
      retake: forget,
      send: forget,
      close: forget,
    },
  };
}

/** A sheet whose last change the server does not take. */
function unsaved({ page }: CallPage, why: Failure) {
  const answer = () => Promise.resolve(why);
  const api: LookApi = { read: answer, save: answer, send: answer };
  const editing = editLookSheet({
    api,
    first: LOOK,
    page,
    timers: { after: () => () => {} },
    newId: () => crypto.randomUUID(),
  });
  editing.head({ title: "Evening, soft" });
  editing.save();
  return editing;
}
