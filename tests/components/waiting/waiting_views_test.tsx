/** The two pages that wait, drawn from plain values: every phase has its view. */
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { ArtistWaiting } from "@/components/waiting/ArtistWaiting.tsx";
import { ClientWaiting } from "@/components/waiting/ClientWaiting.tsx";
import {
  readWaitingPage,
  type WaitingPage,
} from "@/lib/client/waiting/waiting_page.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import { waitingView } from "@/lib/client/waiting/waiting_view.ts";
import type { WaitingSnapshot } from "@/lib/wire/wire.ts";
import { consultationId } from "@/tests/_support/a_consultation.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { failure } from "@/tests/client/_support.ts";

function aPage(
  phase: Phase,
  change: Partial<WaitingPage> = {},
): WaitingPage {
  const page = readWaitingPage(null, {
    consultationId: "a".repeat(26),
    snapshot: aSnapshot(),
    sdkUrl: "/vendor/sdk.js",
    when: "Sunday 22 November, 18:00",
    zone: "Europe/Berlin",
    zoneOffsets: [],
  });
  const view = waitingView({
    phase,
    gone: null,
    suspended: null,
    decided: false,
  });
  return { ...page, phase, view, ...change };
}

const about = {
  consultationId: "a".repeat(26),
  artistName: "Inès Vidal",
  clientName: "Mara Lindqvist",
  serviceName: "Bridal trial",
};

const client = (page: WaitingPage) =>
  renderToString(<ClientWaiting {...about} page={page} />);
const artist = (page: WaitingPage, trouble: string | null = null) =>
  renderToString(
    <ArtistWaiting
      {...about}
      signInHref="/sign-in"
      page={page}
      start={{ busy: false, trouble, start: () => {} }}
      submission={{
        id: consultationId("mfzwizltoqqgsztpojxw63ik4q"),
        note: "",
        intake: [],
        photos: [],
      }}
    />,
  );

const SHOWN: Readonly<
  Record<Phase, { readonly client: string; readonly artist: string }>
> = {
  unconfirmed: {
    client: "Inès has not confirmed this yet.",
    artist: "Confirm the request first.",
  },
  early: { client: "You are early", artist: "You can start" },
  waiting: {
    client: "Waiting for Inès.",
    artist: "Mara sees and hears you from then on",
  },
  preparing: {
    client: "We’re preparing your room.",
    artist: "It has started.",
  },
  live: {
    client: "Turn on your camera and microphone to join.",
    artist: "It has started.",
  },
  ended: {
    client: "The consultation has ended",
    artist: "The consultation has ended",
  },
  cancelled: { client: "is not taking place", artist: "is not taking place" },
  closed: { client: "is over", artist: "is over" },
  erased: { client: "was erased", artist: "was erased" },
  elsewhere: {
    client: "Your consultation is open somewhere else",
    artist: "This consultation is open in another tab",
  },
};

Deno.test("each phase is drawn for both people, from a page of plain values", () => {
  for (const phase of Object.keys(SHOWN) as Phase[]) {
    expect(client(aPage(phase))).toContain(SHOWN[phase].client);
    expect(artist(aPage(phase))).toContain(SHOWN[phase].artist);
  }
});

Deno.test("before the room is open neither page says that somebody is missing", () => {
  for (const html of [client(aPage("early")), artist(aPage("early"))]) {
    expect(html).not.toContain("not here yet");
    expect(html).not.toContain("arriving");
    expect(html).not.toContain("not yet");
  }
  expect(artist(aPage("early"))).toContain("Your consultation with Mara");
});

Deno.test("without a connection both pages say so, and claim nothing about the other person", () => {
  const page = aPage("waiting", { reachable: false });
  for (const html of [client(page), artist(page)]) {
    expect(html).toContain("You are not connected at the moment.");
    expect(html).toContain("This page reconnects automatically");
  }
  expect(client(page)).not.toContain("can see that you are here");
});

Deno.test("the artist is told that the client's browser cannot call, while the client is here", () => {
  const { mediaPreferences } = aSnapshot();
  const cannotCall = {
    mediaPreferences: {
      ...mediaPreferences,
      client: { ...mediaPreferences.client, canCall: false },
    },
  };
  const here = { client: { here: true, since: aSnapshot().now } };
  const says = (change: Partial<WaitingSnapshot>) =>
    artist(aPage("waiting", { snapshot: aSnapshot(change) }))
      .includes("Mara’s browser cannot make video calls");
  expect(says({ ...here, ...cannotCall })).toBe(true);
  expect(says(here)).toBe(false);
  expect(says(cannotCall)).toBe(false);
});

Deno.test("a consultation that was moved while the page was open shows its new time", () => {
  const page = aPage("waiting", { moved: true, when: "Monday, 09:00" });
  for (const html of [client(page), artist(page)]) {
    expect(html).toContain("consultation has a new time");
    expect(html).toContain("Monday, 09:00");
  }
});

Deno.test("a page that has lost its access says why, and a refused start stays on the page", () => {
  const why = failure("link_invalid");
  const page = aPage("waiting", { view: { is: "closed", why } });
  expect(client(page)).toContain(why.message);
  expect(artist(page)).toContain("Back to your day");
  expect(artist(aPage("waiting"), "Not now.")).toContain("Not now.");
});

Deno.test("each last page of the client leads on: to a booking with the same service and artist, and to the studio", () => {
  const waysOn = {
    bookAgain: "/book?service=bridal-trial&artist=ines-vidal",
    contactEmail: "hello@studio.example",
  };
  const shown = (page: WaitingPage) =>
    renderToString(<ClientWaiting {...about} page={page} waysOn={waysOn} />);
  for (const phase of ["ended", "cancelled", "closed", "erased"] as const) {
    const html = shown(aPage(phase));
    expect(html).toContain(
      'href="/book?service=bridal-trial&amp;artist=ines-vidal"',
    );
    expect(html).toContain('href="mailto:hello@studio.example"');
  }
  expect(shown(aPage("waiting"))).not.toContain("mailto:");
});

Deno.test("moving and cancelling are offered only as long as the studio's limit allows them", () => {
  const shown = (changesUntil: number) => {
    const page = aPage("waiting");
    return renderToString(
      <ClientWaiting
        {...about}
        page={page}
        changesUntil={page.now + changesUntil}
      />,
    );
  };
  expect(shown(0)).toContain("Move or cancel");
  expect(shown(-1)).not.toContain("Move or cancel");
});
