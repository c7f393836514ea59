/** The two pages that wait, drawn from plain values: every phase has its view. */
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { ArtistWaiting } from "@/components/waiting/ArtistWaiting.tsx";
import { ClientWaiting } from "@/components/waiting/ClientWaiting.tsx";
import {
  readWaitingPage,
  type WaitingPage,
} from "@/lib/client/waiting/waiting_page.ts";
import { fixedCallPage } from "@/gallery/live/fixed_call_page.ts";
import { waitingStates } from "@/gallery/live/waiting_states.ts";
import type { BrowserFacts } from "@/lib/client/page/platform.ts";
import type { Phase } from "@/lib/client/waiting/waiting_phase.ts";
import { waitingView } from "@/lib/client/waiting/waiting_view.ts";
import type { MediaPreferences } from "@/lib/domain/call/presence.ts";
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

const EARLY = waitingStates("client").early!;

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

Deno.test("what is left until the room opens is read beside the sentence, and announced by nothing", () => {
  const [opensAt, now] = ["2026-11-22T16:50:00.000Z", "2026-11-22T14:51:00Z"];
  const early = (at: number) =>
    client(aPage("early", {
      now: at,
      snapshot: aSnapshot({ opensAt, state: "confirmed" }),
    }));
  const [before, after] = [0, 60_000].map((ms) => early(Date.parse(now) + ms));
  expect(before).toMatch(/<h1[^>]*>.*at 17:50.*, in 1 h 59 min\..*<\/h1>/);
  expect(after).toMatch(/<h1[^>]*>.*at 17:50.*, in 1 h 58 min\..*<\/h1>/);
  const announced = (html: string) =>
    html.match(/role="(status|alert)"[^>]*>.*?<\/(span|div|p)>/g);
  expect(announced(before!)?.join()).toContain("at 17:50");
  expect(announced(before!)).toEqual(announced(after!));
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

Deno.test("the artist reads what the client's page found of camera and microphone, and only what is known", () => {
  const { mediaPreferences } = aSnapshot();
  const here = { client: { here: true, since: aSnapshot().now } };
  const says = (
    found: Partial<MediaPreferences>,
    change: Partial<WaitingSnapshot> = here,
  ) =>
    artist(aPage("waiting", {
      snapshot: aSnapshot({
        ...change,
        mediaPreferences: {
          ...mediaPreferences,
          client: { ...mediaPreferences.client, ...found },
        },
      }),
    }));
  const both = { camera: "works", microphone: "works" } as const;
  expect(says(both)).toContain("Mara: camera and microphone checked");
  expect(says({ ...both, microphone: "silent" }))
    .toContain("Mara: camera checked, microphone silent");
  expect(says({ camera: "denied", microphone: "denied" }))
    .toContain("Mara: camera and microphone not allowed by the browser");
  expect(says({ camera: "missing" })).toContain("Mara: camera not found");
  expect(says({})).not.toContain("Mara: camera");
  expect(says(both, {})).not.toContain("checked");
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

Deno.test("what to prepare is open before the room opens, closed while waiting, and gone once it has started", () => {
  const shown = (phase: Phase) =>
    renderToString(
      <ClientWaiting
        {...about}
        page={aPage(phase)}
        prepare={["Tie your hair back."]}
      />,
    );
  expect(shown("early")).toMatch(/<details[^>]* open[^>]*><summary>What to/);
  expect(shown("waiting")).toMatch(/<details(?![^>]* open)[^>]*><summary>What/);
  for (const phase of ["unconfirmed", "preparing", "live"] as const) {
    expect(shown(phase)).not.toContain("Tie your hair back.");
  }
  expect(client(aPage("early"))).not.toContain("What to prepare");
});

Deno.test("only a computer offers to continue on a phone, closed and without the link, and only once the page runs", () => {
  const shown = (facts: BrowserFacts) => {
    const page = aPage("early");
    const callPage = { ...fixedCallPage(EARLY), facts };
    return renderToString(
      <ClientWaiting {...about} page={{ ...page, callPage }} link="#secret" />,
    );
  };
  const computer = {
    platform: "mac",
    isPhone: false,
    browser: "safari",
    insideApp: null,
  } as const;
  const html = shown(computer);
  expect(html).toMatch(/<details(?![^>]* open)[^>]*><summary[^>]*>Continue on/);
  expect(html).not.toContain("secret");
  expect(shown({ ...computer, platform: "ios", isPhone: true }))
    .not.toContain("Continue on your phone");
  expect(client(aPage("early"))).not.toContain("Continue on your phone");
});

Deno.test("the client reads how the artist is, in their zone, and nothing while the page may be outdated", () => {
  const says = (
    artistStatus: NonNullable<WaitingSnapshot["artistStatus"]>,
    change: Partial<WaitingPage> = {},
  ) => {
    const page = aPage("waiting");
    const snapshot = { ...page.snapshot, artistStatus };
    return client({ ...page, snapshot, ...change });
  };
  const startsAt = Date.parse(aPage("waiting").snapshot.startsAt);
  expect(says({ is: "getting_ready" })).toContain("Inès is getting ready.");
  const late = { is: "late", minutes: 10 } as const;
  expect(says(late)).toContain("Inès will be about 10 minutes late.");
  expect(says(late, { now: startsAt }))
    .toContain("Inès is about 10 minutes late.");
  expect(says({ ...late, due: "2026-11-22T17:25:00.000Z" }, { now: startsAt }))
    .toContain("Inès will be with you at about 18:25.");
  const busy = { is: "busy", until: "2026-11-22T17:10:00.000Z" } as const;
  const until = Date.parse(busy.until);
  expect(says(busy))
    .toContain("Inès is in another consultation until about 18:10.");
  expect(says(busy, { now: until }))
    .toContain("Inès is still in another consultation.");
  expect(says(late, { reachable: false })).not.toContain("late");
});

/** The artist's buttons: their words, and which is pressed. */
function statusButtons(page: WaitingPage) {
  const html = artist(page);
  const [, group = ""] =
    /aria-labelledby="artist-status">(.*?)<p role="status"/.exec(html) ?? [];
  const buttons = [...group.matchAll(
    /aria-pressed="(true|false)"[^>]*><span>(.*?)<\/span>/g,
  )];
  return {
    words: buttons.map(([, , words]) => words),
    pressed: buttons.filter(([, pressed]) => pressed === "true")
      .map(([, , words]) => words),
  };
}

Deno.test("the artist says in one tap how they are, and sees what the client reads", () => {
  const page = aPage("waiting");
  const startsAt = Date.parse(page.snapshot.startsAt);
  expect(statusButtons(page)).toEqual({
    words: ["Getting ready", "5 min late", "10 min late", "15 min late"],
    pressed: [],
  });
  const snapshot = {
    ...page.snapshot,
    artistStatus: { is: "late", minutes: 10 },
  } as const;
  const said = { ...page, snapshot };
  expect(artist(said)).toContain(
    "Mara reads: “Inès will be about 10 minutes late.”",
  );
  expect(statusButtons(said).pressed).toEqual(["10 min late"]);
  const daysBefore = artist({ ...page, now: startsAt - 3 * 86_400_000 });
  expect(daysBefore).not.toContain("Getting ready");
  for (const phase of ["unconfirmed", "live"] as const) {
    expect(artist(aPage(phase))).not.toContain("Getting ready");
  }
});

Deno.test("once the start has passed, delays count from now, and what was said before can be taken back while the client reads it", () => {
  const page = aPage("waiting");
  const startsAt = Date.parse(page.snapshot.startsAt);
  const closesAt = Date.parse(page.snapshot.closesAt);
  const after = (minutes: number) => startsAt + minutes * 60_000;
  const late = { is: "late", minutes: 10 } as const;
  const said = (artistStatus: typeof late & { readonly due?: string }) => ({
    ...page.snapshot,
    artistStatus,
  });
  expect(statusButtons({ ...page, now: after(16) })).toEqual({
    words: ["Getting ready", "In 5 min", "In 10 min", "In 15 min"],
    pressed: [],
  });
  const before = statusButtons({
    ...page,
    now: after(11),
    snapshot: said(late),
  });
  expect(before).toEqual({
    words: ["Getting ready", "In 5 min", "10 min late", "In 15 min"],
    pressed: ["10 min late"],
  });
  const since = statusButtons({
    ...page,
    now: after(11),
    snapshot: said({ ...late, due: new Date(after(17)).toISOString() }),
  });
  expect(since.pressed).toEqual(["In 10 min"]);
  // Nobody may join any more by then; what was said stays until it is wrong.
  const last = { ...page, now: closesAt - 6 * 60_000 };
  expect(statusButtons(last).words).toEqual(["Getting ready", "In 5 min"]);
  expect(statusButtons({ ...last, snapshot: said(late) }).pressed)
    .toEqual(["10 min late"]);
});

Deno.test("both can write from the confirmation on, and not before", () => {
  const button = 'data-testid="chat-open"';
  for (const phase of ["early", "waiting", "preparing", "live"] as const) {
    expect(client(aPage(phase))).toContain("Message Inès");
    expect(artist(aPage(phase))).toContain("Message Mara");
  }
  for (const phase of ["unconfirmed", "ended", "cancelled"] as const) {
    expect(client(aPage(phase))).not.toContain(button);
    expect(artist(aPage(phase))).not.toContain(button);
  }
});

Deno.test("the page says that nothing is sent before the call starts", () => {
  expect(client(aPage("waiting"))).toContain(
    "Nothing from your camera or microphone is sent before the call starts.",
  );
});
