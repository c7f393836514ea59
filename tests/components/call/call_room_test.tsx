/** The two rooms of a call, drawn from parts alone: no server, no SDK, no devices. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { lateCallParts } from "@/components/call/late/LateCallParts.tsx";
import { until } from "@/tests/_support/patience.ts";
import { renderToString } from "preact-render-to-string";
import {
  ArtistCallRoom,
  type ArtistCallRoomProps,
} from "@/components/call/ArtistVideoRoom.tsx";
import {
  ClientCallRoom,
  type ClientCallRoomProps,
} from "@/components/call/ClientVideoRoom.tsx";
import { openCall } from "@/lib/client/call/call.ts";
import type { CallNotice } from "@/lib/client/call/call_notice.ts";
import type {
  CallDialog,
  MountedRoom,
} from "@/lib/client/call/call_room_hook.ts";
import { openDevices } from "@/lib/client/media/devices.ts";
import { playback } from "@/lib/client/media/playback.ts";
import type { RecordingStep } from "@/lib/client/recording/recording.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import { consultationId } from "@/tests/_support/a_consultation.ts";
import { aSnapshot, T0 } from "@/tests/_support/a_snapshot.ts";
import {
  aToken,
  failure,
  fakeApi,
  fakePage,
  fakeTime,
} from "@/tests/client/_support.ts";

function aRoom({ party, step = "off", notice = null, dialog = null }: {
  readonly party: Party;
  readonly step?: RecordingStep;
  readonly notice?: CallNotice | null;
  readonly dialog?: CallDialog | null;
}) {
  const devices = openDevices(undefined);
  const call = openCall({
    access: {
      token: () => Promise.resolve({ ok: true, value: aToken() }),
      sdk: () => Promise.reject(new Error("not needed")),
      pageUrl: "https://studio.example/c/x",
      isPhone: party === "client",
      party,
    },
    devices,
    browser: {
      page: fakePage(),
      timers: fakeTime(),
      monitor: () => () => {},
    },
  });
  const room: MountedRoom = {
    room: {
      signInHref: null,
      call,
      notice,
      mark: null,
      act: () => {},
      playing: playback(),
      selfVideo: { current: null },
      anchor: { current: null },
    },
    recording: {
      party,
      step: signal(step),
      answer: signal(null),
      busy: signal(false),
      trouble: signal(null),
      act: () => {},
    },
    unread: signal(0),
    dialog: signal(dialog),
  };
  const callPage = {
    devices,
    page: fakePage(),
    zone: "Europe/Berlin",
    speaker: signal(""),
    view: signal("speaker"),
    corner: signal(null),
    asOthersSee: signal(false),
    over: signal(null),
    facts: {
      platform: party === "client" ? "ios" : "mac",
      isPhone: party === "client",
      browser: "safari",
      insideApp: null,
    },
    leaveForNow: () => {},
    audio: () => null,
    api: { ...fakeApi().api, end: () => Promise.resolve(failure("offline")) },
    waiting: {
      ended: () => {},
      snapshot: signal(aSnapshot()),
      reachable: signal(true),
      now: signal(T0),
    },
  } satisfies
    & ArtistCallRoomProps["callPage"]
    & ClientCallRoomProps["callPage"];
  return { ...room, callPage };
}

for (const late of lateCallParts) late.load();
await until(
  "the code that comes after the first picture",
  () => asClient({ dialog: "chat" }).includes('role="log"'),
);

function asClient(options: Omit<Parameters<typeof aRoom>[0], "party">) {
  return renderToString(
    <ClientCallRoom
      clientName="Clara Haas"
      {...aRoom({ ...options, party: "client" })}
      artistName="Inès Vidal"
      serviceName="Bridal trial"
    />,
  );
}

function asArtist(options: Omit<Parameters<typeof aRoom>[0], "party">) {
  return renderToString(
    <ArtistCallRoom
      artistName="Inès Vidal"
      {...aRoom({ ...options, party: "artist" })}
      clientName="Mara Lindqvist"
      serviceName="Bridal trial"
      zone="Europe/Berlin"
      when="Sunday 22 November, 18:00"
      submission={{
        id: consultationId("mfzwizltoqqgsztpojxw63ik4q"),
        note: "Dry skin.",
        intake: [],
        photos: [],
      }}
    />,
  );
}

Deno.test("both rooms have one frame: heading, own buttons, more and end", () => {
  for (const html of [asClient({}), asArtist({})]) {
    for (const id of ["mute", "camera-toggle", "more", "end-session"]) {
      expect(html).toContain(`data-testid="${id}"`);
    }
    expect(html).toContain("Bridal trial");
  }
});

Deno.test("the messages are behind one button in both rooms, and in a sheet when it was pressed", () => {
  for (
    const [html, other, opened] of [
      [asClient({}), "Inès", asClient({ dialog: "chat" })],
      [asArtist({}), "Mara", asArtist({ dialog: "chat" })],
    ] as const
  ) {
    expect(html).toContain('data-testid="chat"');
    expect(html).not.toContain('role="log"');
    expect(opened).toContain(`Messages with ${other}`);
    expect(opened).toContain('role="log"');
    expect(opened).toContain("I can’t hear you.");
    // No dialog: the rest of the call, above all End, stays usable.
    const [, sheet] = opened.match(/<section class="chat-sheet"([^>]*)>/)!;
    expect(sheet).toContain('aria-labelledby="chat-title"');
    expect(html).toMatch(
      /call-button--chat"[^>]*aria-expanded="false"|aria-expanded="false"[^>]*call-button--chat"/,
    );
    expect(opened).toMatch(
      /call-button--chat"[^>]*aria-expanded="true"|aria-expanded="true"[^>]*call-button--chat"/,
    );
  }
});

Deno.test("only the client can leave without ending for both", () => {
  const leave = "Leave for now";
  expect(asClient({ dialog: "end" })).toContain(leave);
  expect(asArtist({ dialog: "end" })).not.toContain(leave);
});

Deno.test("only the artist has the mirror, the notes and the panel beside the video", () => {
  const artist = asArtist({});
  expect(artist).toContain("Mirror");
  expect(artist).toContain("Dry skin.");
  const client = asClient({});
  expect(client).not.toContain("Mirror");
  expect(client).not.toContain("stage__panel");
});

Deno.test("both see how many minutes are left", () => {
  expect(asArtist({})).toContain("35 min left");
  expect(asClient({})).toContain("35 min left");
});

Deno.test("a client where a page cannot choose the speaker reads how to do it, and sees themselves as others do if they like", () => {
  const html = asClient({ dialog: "more" });
  expect(html).toContain("Control Centre");
  expect(html).toContain("See me as others do");
  expect(asArtist({ dialog: "more" })).not.toContain("Control Centre");
});

Deno.test("a recording that runs is marked in both rooms, and in no other step", () => {
  const mark = 'data-testid="recording"';
  expect(asClient({ step: "on" })).toContain(mark);
  expect(asArtist({ step: "on" })).toContain(mark);
  expect(asClient({ step: "agreed" })).not.toContain(mark);
});

Deno.test("a notice is shown over the call with its one action", () => {
  const html = asClient({
    notice: {
      tone: "problem",
      words: "Something interrupted your sound.",
      action: { does: "restore", label: "Tap to restore sound" },
    },
  });
  expect(html).toContain("Something interrupted your sound.");
  expect(html).toContain("Tap to restore sound");
});

Deno.test("the settings are drawn once More is opened, and not before", () => {
  const setting = 'data-testid="sound-only"';
  expect(asClient({})).not.toContain(setting);
  expect(asClient({ dialog: "more" })).toContain(setting);
});

Deno.test("a person's own picture shows their own initials while the camera is off", () => {
  const own = (html: string) =>
    [...html.matchAll(/class="avatar[^"]*"[^>]*>([^<]*)</g)].map(([, text]) =>
      text
    );
  expect(own(asClient({}))).toContain("CH");
  expect(own(asArtist({}))).toContain("IV");
});

Deno.test("without a service that records, nobody in the call reads about accounts or settings", () => {
  for (
    const html of [asArtist, asClient].map((as) =>
      as({ step: "unavailable", dialog: "more" })
    )
  ) {
    expect(html).not.toMatch(/twilio|TWILIO_|not set/i);
    expect(html).not.toMatch(/record(?:ing|ed) needs/i);
  }
});
