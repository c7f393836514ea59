/** The page of the end, while something is still being sent, and with what was not. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { UnsentTexts } from "@/components/chat/UnsentMessages.tsx";
import { keptLookOf } from "@/components/look/kept_look.ts";
import { OneTapRating } from "@/components/look/OneTapRating.tsx";
import { UnsavedLook } from "@/components/look/UnsavedLook.tsx";
import { StillsLeft } from "@/components/stills/StillsLeft.tsx";
import { ArtistWaiting } from "@/components/waiting/ArtistWaiting.tsx";
import { ClientWaiting } from "@/components/waiting/ClientWaiting.tsx";
import { handIn } from "@/components/waiting/over/UnfinishedPage.tsx";
import { fixedCallPage } from "@/gallery/live/fixed_call_page.ts";
import { STILL_STATES } from "@/gallery/live/still_states.ts";
import { leftStills } from "@/gallery/live/unfinished.tsx";
import { waitingStates } from "@/gallery/live/waiting_states.ts";
import type { CallPage } from "@/lib/client/call/call_page.ts";
import type { SaveState } from "@/lib/client/saving/autosave.ts";
import { leftoversOf } from "@/lib/client/waiting/leftovers.ts";
import { readWaitingPage } from "@/lib/client/waiting/waiting_page.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { pageEnds } from "@/words/page_ends.ts";
import { stills as stillWords } from "@/words/exchange/stills.ts";
import { anEditing } from "@/tests/components/look/_editing.ts";
import { consultationId } from "@/tests/_support/a_consultation.ts";

const ABOUT = {
  consultationId: "a".repeat(26),
  artistName: "Inès Vidal",
  clientName: "Mara Lindqvist",
  serviceName: "Bridal trial",
  when: "Sunday 22 November, 18:00",
  zone: "Europe/Berlin",
  zoneOffsets: [],
  sdkUrl: "",
};

/** A page whose consultation has just ended. */
function anEnd(party: Party) {
  const fixture = waitingStates(party).ended!;
  const callPage = fixedCallPage(fixture);
  const html = () => {
    const page = readWaitingPage(callPage, {
      ...ABOUT,
      snapshot: fixture.snapshot,
    });
    return renderToString(
      party === "client"
        ? (
          <ClientWaiting
            {...ABOUT}
            page={page}
            waysOn={{ bookAgain: "/book", contactEmail: "" }}
          />
        )
        : (
          <ArtistWaiting
            {...ABOUT}
            page={page}
            signInHref="/sign-in"
            start={{ busy: false, trouble: null, start: () => {} }}
            submission={{
              id: consultationId("mfzwizltoqqgsztpojxw63ik4q"),
              note: "",
              intake: [],
              photos: [],
            }}
          />
        ),
    );
  };
  return { callPage, html };
}

Deno.test("while a picture is on its way the end says to keep the page open, shows the upload, and has no link that would break it off", () => {
  for (const state of ["sending", "waiting", "failed"] as const) {
    const { callPage, html } = anEnd("client");
    const { uploads = [] } = STILL_STATES[`client-upload-${state}`]!.stills!;
    const list = signal(uploads);
    const left = leftStills({});
    handIn(
      callPage,
      "stills",
      () => (
        <StillsLeft
          stills={{ ...left, uploads: { list, add() {}, drop() {} } }}
          artist="Inès"
          takes
        />
      ),
    );
    rates(callPage);
    const { wait } = leftoversOf(callPage);
    wait.value = state === "failed" ? null : stillWords.keepOpen;
    const during = html();
    const on = state !== "failed";
    expect([state, during.includes("Keep this page open")])
      .toEqual([state, on]);
    expect([state, during.includes("You can close this page.")])
      .toEqual([state, !on]);
    expect([state, /<a [^>]*href|<form/.test(during)]).toEqual([state, !on]);
    expect(during).toContain(
      {
        sending: "Sending your picture",
        waiting: "Don’t send it",
        failed: "Your picture was not sent.",
      }[state],
    );
    list.value = [];
    wait.value = null;
    expect(html()).toContain("You can close this page.");
    expect(html()).toContain('href="/book"');
    expect(html()).not.toContain("banner");
  }
});

Deno.test("a picture that the client was still looking at can be sent at the end, or forgotten, and not when nobody can get it", () => {
  for (const takes of [true, false]) {
    const { callPage, html } = anEnd("client");
    const stills = leftStills({ preview: true });
    handIn(
      callPage,
      "stills",
      () => <StillsLeft stills={stills} artist="Inès" takes={takes} />,
    );
    const asked = "You have not sent this picture. Inès can still get it.";
    expect(html().includes(asked)).toBe(takes);
    // The ways on stay: nothing is lost that the client has not chosen to lose.
    expect(html()).toContain('href="/book"');
    stills.visit.send();
    expect(html()).not.toContain("still-preview");
  }
});

Deno.test("what was not sent when it ended can be read and copied, and markup in it is text", () => {
  for (const party of ["client", "artist"] as const) {
    const { callPage, html } = anEnd(party);
    expect(html()).not.toContain("Not sent");
    const texts = ["I can’t hear you.", "<b>And</b>"];
    handIn(
      callPage,
      "messages",
      () => <UnsentTexts texts={texts} otherName="Inès" />,
    );
    expect(html()).toContain(">I can’t hear you.</li>");
    expect(html()).toContain("&lt;b>And&lt;/b>");
    expect(html()).toContain("This did not reach Inès before the end.");
  }
});

function rates(callPage: CallPage) {
  handIn(
    callPage,
    "rating",
    () => <OneTapRating callPage={callPage} artist="Inès" />,
  );
}

Deno.test("after a call the five answers are on the page, each of them one tap, in place of the link to them", () => {
  const { callPage, html } = anEnd("client");
  expect(html()).toContain(pageEnds.rate);
  rates(callPage);
  expect(html()).not.toContain(pageEnds.rate);
  expect(html().match(/type="submit"/g)).toHaveLength(5);
  expect(html()).toContain("/rating?session=client");
  const other = anEnd("client");
  rates(other.callPage);
  const { snapshot } = other.callPage.waiting;
  (snapshot as ReturnType<typeof signal>).value = waitingStates("client")
    .cancelled!.snapshot;
  expect(other.html()).not.toContain("submit");
});

Deno.test("the artist reads at the end whether the last words are saved, until they are, and can change what is refused", () => {
  const { callPage, html } = anEnd("artist");
  const kept = keptLookOf(callPage);
  const saved = signal<SaveState>({ is: "saving" });
  kept.value = { ...anEditing(), saved };
  handIn(
    callPage,
    "look",
    () => <UnsavedLook kept={kept} client="Mara" zone="Europe/Berlin" />,
  );
  expect(html()).toContain("Keep this page open until the look sheet is saved");
  expect(html()).toContain("Saving…");
  expect(html()).not.toContain("You can close this page.");
  saved.value = { is: "waiting" };
  expect(html()).toContain("Not saved yet: there is no connection.");
  saved.value = { is: "refused", why: "It is full." };
  expect(html()).toContain("The look sheet is not saved.");
  expect(html()).toContain("Not saved. It is full.");
  // An artist may have to sign in again, or to go on with the day.
  expect(html()).toContain("Back to your day");
  saved.value = { is: "saved" };
  expect(html()).toContain("You can close this page.");
  expect(html()).not.toContain("Look sheet");
});
