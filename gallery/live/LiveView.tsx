import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import ArtistDay from "@/islands/ArtistDay.tsx";
import ArtistHostInterface from "@/islands/ArtistHostInterface.tsx";
import ClientWaitingRoom from "@/islands/ClientWaitingRoom.tsx";
import { CallPageStart } from "@/lib/client/call/call_page_hook.ts";
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
import { fixedCallPage } from "./fixed_call_page.ts";
import type { LiveState, PageFixture } from "./fixture.ts";
import { LIVE_STATES } from "./mod.ts";
import { pressAll } from "./press.ts";

/** A state of an island: the island of the product, with a page, devices and a call that do not change by themselves. */
export function LiveView({ name }: { readonly name: string }) {
  const state = LIVE_STATES[name];
  const end = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const presses = state?.is === "consultation" ? state.presses ?? [] : [];
    return pressAll(presses, () => {
      end.current!.dataset.gallery = "ready";
    });
  }, []);
  return (
    <>
      {state && <Island state={state} />}
      <span ref={end} hidden data-gallery="starting" />
    </>
  );
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
          <ArtistDay rows={state.rows} signInHref="/sign-in" />
        </DayFollow.Provider>
      );
    case "consultation":
      return (
        <CallPageStart.Provider value={() => fixedCallPage(state)}>
          <ConsultationPage {...state} />
        </CallPageStart.Provider>
      );
  }
}

function ConsultationPage({ party, snapshot, rendered }: PageFixture) {
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
    ? <ClientWaitingRoom {...props} calendar={CALENDAR} waysOn={WAYS_ON} />
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

const CALENDAR = {
  google: "https://calendar.google.com/calendar/render?action=TEMPLATE",
  outlook: "https://outlook.live.com/calendar/0/deeplink/compose",
  file: `/c/${CONSULTATION_ID}/calendar.ics`,
};
