/** The two rooms of a call, drawn from parts alone: no server, no SDK, no devices. */
import { signal } from "@preact/signals";
import { expect } from "expect";
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
    browser: { page: fakePage(), timers: fakeTime() },
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
    dialog: signal(dialog),
  };
  const callPage = {
    devices,
    speaker: signal(""),
    view: signal("speaker"),
    leaveForNow: () => {},
    api: { end: () => Promise.resolve(failure("offline")) },
    waiting: {
      ended: () => {},
      snapshot: signal(aSnapshot()),
      now: signal(T0),
    },
  } satisfies
    & ArtistCallRoomProps["callPage"]
    & ClientCallRoomProps["callPage"];
  return { ...room, callPage };
}

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

Deno.test("only the client can leave without ending for both", () => {
  const leave = "Leave for now";
  expect(asClient({ dialog: "end" })).toContain(leave);
  expect(asArtist({ dialog: "end" })).not.toContain(leave);
});

Deno.test("only the artist has the mirror, the notes and the panel beside the video", () => {
  const artist = asArtist({});
  expect(artist).toContain("Mirror");
  expect(artist).toContain("Dry skin.");
  expect(artist).toContain("35:00 left");
  const client = asClient({});
  expect(client).not.toContain("Mirror");
  expect(client).not.toContain("stage__panel");
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
