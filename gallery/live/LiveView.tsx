import "@/components/call/early_parts.ts";
import "@/components/waiting/early_parts.ts";
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import ArtistDay from "@/islands/ArtistDay.tsx";
import ArtistHostInterface from "@/islands/ArtistHostInterface.tsx";
import LookDesk from "@/islands/LookDesk.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import { prepareTips } from "@/lib/domain/consultation/prepare_tips.ts";
import { prepare as words } from "@/words/prepare.ts";
import type { Alerts, AlertState } from "@/lib/client/alerts/alerts.ts";
import { AlertsStart } from "@/lib/client/alerts/alerts_hook.ts";
import { CallPageStart } from "@/lib/client/call/call_page_hook.ts";
import { StillsOfPage } from "@/lib/client/stills/stills_page.ts";
import { type LookApi, LookApiStart } from "@/lib/client/look/look_api.ts";
import {
  type NotesApi,
  NotesApiStart,
} from "@/lib/client/notes/private_notes.ts";
import { DayFollow } from "@/lib/client/page/day_hook.ts";
import {
  ARTIST,
  CLIENT,
  CONSULTATION_ID,
  SERVICE,
  SUBMISSION,
  WHEN,
  ZONE,
} from "@/gallery/sample.ts";
import { firstName } from "@/lib/domain/basic/first_name.ts";
import { BLANK_LOOK } from "@/gallery/look_sample.ts";
import type { LookSheetAnswer } from "@/lib/wire/wire.ts";
import { fixedCallPage } from "./fixed_call_page.ts";
import { fixedStills } from "./fixed_stills.ts";
import { withUnfinished } from "./unfinished.tsx";
import type { LiveState, PageFixture } from "./fixture.ts";
import { LIVE_STATES } from "./mod.ts";
import { pressAll } from "./press.ts";

/** A state of an island: the island of the product, with a page, devices and a call that do not change by themselves. */
export function LiveView({ name }: { readonly name: string }) {
  const state = LIVE_STATES[name];
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const presses = state?.is === "consultation" ? state.presses ?? [] : [];
    return pressAll(presses, async () => {
      await lateCode();
      if (end.current) end.current.dataset.gallery = "ready";
    });
  }, []);
  return (
    <>
      {state && <Island state={state} />}
      <span ref={end} hidden data-gallery="starting" />
    </>
  );
}

/** Until the late parts of the islands are there, and rendered. */
async function lateCode(): Promise<void> {
  await Promise.all([
    import("@/components/waiting/late_parts.ts"),
    import("@/components/call/late/late_parts.ts"),
  ]);
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
}

function fixedAlerts(state: AlertState = { is: "off" }): Alerts {
  return {
    state: signal(state),
    turnOn: () => Promise.resolve(),
    turnOff() {},
    tryIt() {},
    see() {},
    stop() {},
  };
}

function Island({ state }: { readonly state: LiveState }) {
  switch (state.is) {
    case "day":
      return (
        <DayFollow.Provider
          value={({ rows }) => ({
            rows: signal(rows),
            gone: signal(state.gone ?? null),
            stop() {},
          })}
        >
          <AlertsStart.Provider value={() => fixedAlerts(state.alerts)}>
            <ArtistDay rows={state.rows} signInHref="/sign-in" />
          </AlertsStart.Provider>
        </DayFollow.Provider>
      );
    case "consultation":
      return (
        <CallPageStart.Provider
          value={() => withUnfinished(fixedCallPage(state), state)}
        >
          <StillsOfPage.Provider value={fixedStills(state)}>
            <LookApiStart.Provider value={() => fixedLook(state.look)}>
              <NotesApiStart.Provider value={fixedNotes}>
                <ConsultationPage {...state} />
              </NotesApiStart.Provider>
            </LookApiStart.Provider>
          </StillsOfPage.Provider>
        </CallPageStart.Provider>
      );
    case "look":
      return (
        <LookApiStart.Provider value={() => fixedLook(state.first)}>
          <NotesApiStart.Provider value={fixedNotes}>
            <LookDesk
              id={CONSULTATION_ID}
              client={firstName(CLIENT)}
              zone={ZONE}
              first={state.first}
            />
          </NotesApiStart.Provider>
        </LookApiStart.Provider>
      );
  }
}

/** Nothing is saved or sent: those requests never settle. */
function fixedLook(value: LookSheetAnswer = BLANK_LOOK): LookApi {
  const silence = () => new Promise<never>(() => {});
  return {
    read: () => Promise.resolve({ ok: true, value }),
    save: silence,
    send: silence,
  };
}

function fixedNotes(): NotesApi {
  const value = {
    text: "Prefers warm tones. Left eye a little lower: lift the liner.",
    revision: 1,
  };
  return {
    read: () => Promise.resolve({ ok: true, value }),
    save: () => new Promise<never>(() => {}),
  };
}

function ConsultationPage(
  { party, snapshot, rendered, withoutLink = false }: PageFixture,
) {
  const props = {
    consultationId: CONSULTATION_ID,
    clientName: CLIENT,
    artistName: ARTIST,
    serviceName: SERVICE,
    when: WHEN,
    zone: ZONE,
    zoneOffsets: [],
    snapshot: rendered ?? snapshot,
    sdkUrl: "",
  };
  return party === "client"
    ? (
      <ClientWaitingRoom
        {...props}
        calendar={CALENDAR}
        waysOn={WAYS_ON}
        prepare={PREPARE}
        link={withoutLink ? undefined : LINK}
      />
    )
    : (
      <ArtistHostInterface
        {...props}
        submission={SUBMISSION}
        signInHref="/sign-in"
      />
    );
}

const WAYS_ON = {
  bookAgain: "/book?service=bridal-trial&artist=ines-vidal",
  contactEmail: "hello@rosewood.example",
};

const LINK =
  `https://rosewood.example/c/${CONSULTATION_ID}#mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_`;

const PREPARE = prepareTips(
  "Have your jewellery at hand.\nCome with clean skin.",
  words,
);

const CALENDAR = {
  google: "https://calendar.google.com/calendar/render?action=TEMPLATE",
  outlook: "https://outlook.live.com/calendar/0/deeplink/compose",
  file: `/c/${CONSULTATION_ID}/calendar.ics`,
};
