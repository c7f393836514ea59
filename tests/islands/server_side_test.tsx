import { expect } from "expect";
import { consultationId } from "@/tests/_support/a_consultation.ts";
import { renderToString } from "preact-render-to-string";
import ArtistDay from "@/islands/ArtistDay.tsx";
import ArtistHostInterface from "@/islands/ArtistHostInterface.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import { EnterConsultation } from "@/components/waiting/EnterConsultation.tsx";
import type { DayRow } from "@/lib/wire/wire.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";

const about = {
  consultationId: "a".repeat(26),
  clientName: "Mara Lindqvist",
  artistName: "Inès Vidal",
  serviceName: "Bridal trial",
  when: "Sunday 22 November, 18:00",
  zone: "Europe/Berlin",
  zoneOffsets: [],
  sdkUrl: "/vendor/sdk.js",
};
const signInHref = "/sign-in";
const here = { here: true, since: aSnapshot().now };

const brought = (note: string) => ({
  id: consultationId("mfzwizltoqqgsztpojxw63ik4q"),
  note,
  intake: [],
  photos: [],
});

Deno.test("the day says who has written what the artist has not read", () => {
  const row: DayRow = {
    id: "a".repeat(26),
    time: "18:00–18:45",
    startsAt: aSnapshot().startsAt,
    clientName: "Mara Lindqvist",
    serviceName: "Bridal trial",
    state: "confirmed",
    client: { here: false, since: null },
    window: "early",
    opensAt: aSnapshot().opensAt,
    href: "/artist/consultations/x",
  };
  const day = (newMessages?: number) =>
    renderToString(
      <ArtistDay
        rows={[newMessages === undefined ? row : { ...row, newMessages }]}
        signInHref={signInHref}
      />,
    );
  expect(day()).not.toContain("new message");
  expect(day(1)).toContain("1 new message<");
  expect(day(12)).toContain("12 new messages");
  expect(day(1)).toMatch(/role="status"[^>]*>New message from Mara</);
});

Deno.test("the first paint is already right, before any script has run", () => {
  const client = renderToString(
    <ClientWaitingRoom {...about} snapshot={aSnapshot({ artist: here })} />,
  );
  expect(client).toContain("Inès can see that you are here.");
  expect(client).toContain(
    "Nothing from your camera or microphone is sent before the call starts.",
  );
  const artist = renderToString(
    <ArtistHostInterface
      {...about}
      signInHref={signInHref}
      submission={brought("Dry skin.")}
      snapshot={aSnapshot({ client: here })}
    />,
  );
  expect(artist).toContain("Mara is here.");
  expect(artist).toContain("Dry skin.");
});

Deno.test("until it starts, a client can add it to a calendar, beside the waiting page", () => {
  const calendar = {
    google: "https://calendar.google.com/calendar/render?action=TEMPLATE",
    outlook: "https://outlook.live.com/calendar/0/deeplink/compose?path=x",
    file: "/c/x/calendar.ics",
  };
  const shown = (snapshot: ReturnType<typeof aSnapshot>) =>
    renderToString(
      <ClientWaitingRoom {...about} calendar={calendar} snapshot={snapshot} />,
    );
  const early = shown(aSnapshot({ window: "early" }));
  for (const way of Object.values(calendar)) {
    expect(early).toContain(`href="${way}"`);
  }
  const outward = early.match(/<a [^>]*href="https:[^>]*>/g) ?? [];
  expect(outward.length).toBe(2);
  for (const link of outward) {
    expect(link).toContain('target="_blank" rel="noopener noreferrer"');
  }
  expect(shown(aSnapshot({ state: "live" }))).not.toContain("calendar");
  const none = renderToString(
    <ClientWaitingRoom {...about} snapshot={aSnapshot()} />,
  );
  expect(none).not.toContain("add-to-calendar");
});

Deno.test("controls that need the script are disabled before it runs", () => {
  const pages = [
    renderToString(
      <EnterConsultation
        consultationId={about.consultationId}
        script={undefined}
      />,
    ),
    renderToString(<ClientWaitingRoom {...about} snapshot={aSnapshot()} />),
    renderToString(
      <ArtistHostInterface
        {...about}
        signInHref={signInHref}
        submission={brought("")}
        snapshot={aSnapshot()}
      />,
    ),
  ];
  for (const html of pages) {
    const buttons = html.match(/<button[^>]*>/g) ?? [];
    expect(buttons.length).toBeGreaterThan(0);
    for (const button of buttons) expect(button).toContain("disabled");
  }
});

Deno.test("a page that is over says so from the start, and asks for no camera", () => {
  const cases = [
    ["ended", "The consultation has ended"],
    ["cancelled", "is not taking place"],
    ["declined", "is not taking place"],
    ["no_show", "The time for this consultation is over"],
  ] as const;
  for (const [state, words] of cases) {
    const html = renderToString(
      <ClientWaitingRoom {...about} snapshot={aSnapshot({ state })} />,
    );
    expect(html).toContain(words);
    expect(html).not.toContain("camera-on");
  }
});

Deno.test("an ended consultation states how long it was", () => {
  const html = renderToString(
    <ClientWaitingRoom
      {...about}
      snapshot={aSnapshot({
        state: "ended",
        sessionStartedAt: "2026-11-22T17:00:00.000Z",
        sessionEndedAt: "2026-11-22T17:24:00.000Z",
      })}
    />,
  );
  expect(html).toContain("You and Inès talked for 24 minutes.");
});

Deno.test("names are text, whatever they contain, and no markup has inline styles", () => {
  const html = renderToString(
    <ClientWaitingRoom
      {...about}
      artistName="<img src=x onerror=alert(1)> Vidal"
      snapshot={aSnapshot()}
    />,
  );
  expect(html).not.toContain("<img");
  expect(html).not.toMatch(/\sstyle=/);
});

Deno.test("an empty day has a friendly message", () => {
  expect(renderToString(<ArtistDay rows={[]} signInHref={signInHref} />))
    .toContain("Nobody today");
});

Deno.test("a row with a state of a newer server is shown, and the other rows stay", () => {
  const html = renderToString(
    <ArtistDay
      signInHref={signInHref}
      rows={[{
        id: "x",
        time: "18:00–18:45",
        startsAt: aSnapshot().startsAt,
        clientName: "Mara Lindqvist",
        serviceName: "Bridal trial",
        state: "paused" as "live",
        client: { here: false, since: null },
        window: "open",
        opensAt: aSnapshot().opensAt,
        href: "/artist",
      }]}
    />,
  );
  expect(html).toContain("Mara Lindqvist");
});
