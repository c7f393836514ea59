import { signal } from "@preact/signals";
import { UnsentTexts } from "@/components/chat/UnsentMessages.tsx";
import { keptLookOf } from "@/components/look/kept_look.ts";
import { OneTapRating } from "@/components/look/OneTapRating.tsx";
import { UnsavedLook } from "@/components/look/UnsavedLook.tsx";
import { StillsLeft } from "@/components/stills/StillsLeft.tsx";
import { handIn } from "@/components/waiting/over/UnfinishedPage.tsx";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { LookApi } from "@/lib/client/look/look_api.ts";
import { editLookSheet } from "@/lib/client/look/look_editing.ts";
import type { Failure } from "@/lib/client/page/api.ts";
import { leftoversOf } from "@/lib/client/waiting/leftovers.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { stills as words } from "@/words/exchange/stills.ts";
import { LOOK } from "@/gallery/look_sample.ts";
import { ARTIST, CLIENT, ZONE } from "@/gallery/sample.ts";
import type { PageFixture } from "./fixture.ts";

/** The page with what the parts of its call have handed in by the end. */
export function withUnfinished(page: CallPage, fixture: PageFixture): CallPage {
  const { unfinished, party } = fixture;
  if (!unfinished) return page;
  const artist = firstName(ARTIST);
  const client = firstName(CLIENT);
  const { uploads, texts, notSaved, rates } = unfinished;
  if (uploads) {
    const list = signal(uploads);
    const drop = (id: string) => {
      list.value = list.peek().filter((one) => one.id !== id);
    };
    handIn(
      page,
      "stills",
      () => <StillsLeft uploads={{ list, add() {}, drop }} />,
    );
    const on = uploads.some(({ state }) => state !== "failed");
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
