import { Button } from "@/components/Button.tsx";
import { CallBanner } from "@/components/CallBanner.tsx";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallStage, StagePicture } from "@/components/CallStage.tsx";
import { CallTop } from "@/components/CallTop.tsx";
import { ConnectionMark } from "@/components/ConnectionMark.tsx";
import { DeviceSelect } from "@/components/DeviceSelect.tsx";
import { DialogFrame } from "@/components/DialogFrame.tsx";
import { Facts } from "@/components/Facts.tsx";
import { Field } from "@/components/Field.tsx";
import { LevelMeter } from "@/components/LevelMeter.tsx";
import { Mirror } from "@/components/Mirror.tsx";
import { Moment } from "@/components/Moment.tsx";
import { StaffFrame } from "@/components/StaffFrame.tsx";
import { StudioFrame } from "@/components/StudioFrame.tsx";
import { VideoTile } from "@/components/VideoTile.tsx";
import { WaitingCard } from "@/components/WaitingCard.tsx";
import { AT, STUDIO, type Surface, WHEN } from "./surface.ts";

export const forClient = (body: Surface["body"]) => (
  <StudioFrame studio={STUDIO} neutral>{body}</StudioFrame>
);
export const forArtist = (body: Surface["body"]) => (
  <StaffFrame studio={STUDIO} homeHref="/artist" who="Inès Vidal" neutral>
    {body}
  </StaffFrame>
);

export const mara = (
  <video
    poster="/gallery/mara.svg"
    muted
    playsInline
    aria-label="Mara Lindqvist"
  />
);
export const ines = (
  <video poster="/gallery/ines.svg" muted playsInline aria-label="Inès Vidal" />
);

const devices = (
  <>
    <DeviceSelect
      kind="camera"
      devices={[{ id: "f", label: "Front camera" }, {
        id: "b",
        label: "Back camera",
      }]}
    />
    <DeviceSelect
      kind="microphone"
      devices={[{ id: "i", label: "iPhone microphone" }]}
    />
  </>
);
const facts = (
  <Facts
    items={[
      { term: "When", details: <Moment at={AT}>{WHEN}</Moment> },
      { term: "With", details: "Inès Vidal, Bridal trial" },
    ]}
  />
);

const waiting = (
  <StudioFrame studio={STUDIO} neutral width="wide">
    <WaitingCard
      mirror={<Mirror name="Mara Lindqvist" breathing>{mara}</Mirror>}
      status="Inès can see that you are here."
      checks={
        <>
          <LevelMeter level={0.6} />
          <span class="soft">We can hear you</span>
        </>
      }
      facts={facts}
      devices={devices}
    >
      She starts at 17:15. This page moves on by itself.
    </WaitingCard>
  </StudioFrame>
);
const waitingBlocked = (
  <StudioFrame studio={STUDIO} neutral width="wide">
    <WaitingCard
      mirror={<Mirror name="Mara Lindqvist" off={<p>No camera yet</p>} />}
      status="May we use your camera?"
      facts={facts}
    >
      <p>
        Your browser said no. Tap “aA” beside the address, then Website
        Settings, then Camera: Allow.
      </p>
      <div class="page-action">
        <Button variant="primary" size="large" icon="camera">Try again</Button>
      </div>
    </WaitingCard>
  </StudioFrame>
);

const clientControls = (
  <CallControls>
    <CallButton kind="microphone" pressed />
    <CallButton kind="camera" pressed />
    <CallButton kind="flip" />
    <CallButton kind="end" />
  </CallControls>
);
export const clientTop = (
  <CallTop name="Inès Vidal">
    <ConnectionMark quality="good" />
  </CallTop>
);
const two = (main: Surface["body"], self: Surface["body"]) => (
  <>
    <StagePicture key="main" place="main">{main}</StagePicture>
    <StagePicture key="self" place="self">{self}</StagePicture>
  </>
);
const clientCall = (
  <CallStage
    pictures={two(
      <VideoTile name="Inès Vidal" nameHidden>{ines}</VideoTile>,
      <VideoTile name="You" small mirrored nameHidden>{mara}</VideoTile>,
    )}
    top={clientTop}
    controls={clientControls}
  />
);
const clientTrouble = (
  <CallStage
    pictures={two(
      <VideoTile name="Inès Vidal" nameHidden cameraOff muted />,
      <VideoTile name="You" small muted cameraOff />,
    )}
    top={
      <CallTop name="Inès Vidal">
        <ConnectionMark quality="poor" />
      </CallTop>
    }
    banner={
      <CallBanner tone="waiting">
        Reconnecting. Please stay, this takes a few seconds.
      </CallBanner>
    }
    controls={
      <CallControls>
        <CallButton kind="microphone" pressed={false} />
        <CallButton kind="camera" pressed={false} />
        <CallButton kind="flip" />
        <CallButton kind="end" />
      </CallControls>
    }
  />
);

export const panel = (
  <div class="stack--loose stack">
    <h2>Bridal trial</h2>
    <Facts
      items={[
        { term: "Booked", details: "17:15–18:00 Central European Time" },
        { term: "Skin", details: "Dry, a little redness at the cheeks" },
        { term: "Allergies", details: "Lanolin" },
      ]}
    />
    <p class="note">
      An ivory dress, long sleeves. I would like to look like myself, only
      rested.
    </p>
    <Field
      multiline
      unmarked
      name="notes"
      label="Your notes"
      hint="Only you see these."
      rows={6}
    />
  </div>
);
const artistStage = (banner?: Surface["body"]) => (
  <CallStage
    pictures={two(
      <VideoTile name="Mara Lindqvist" fit="contain" nameHidden>
        {mara}
      </VideoTile>,
      <VideoTile name="You" small mirrored nameHidden>{ines}</VideoTile>,
    )}
    top={
      <CallTop name="Mara Lindqvist">
        <span>12:48</span>
        <ConnectionMark quality="good" />
      </CallTop>
    }
    banner={banner}
    panel={panel}
    controls={
      <CallControls>
        <CallButton kind="microphone" pressed />
        <CallButton kind="camera" pressed />
        <CallButton kind="share" pressed={false} />
        <CallButton kind="panel" pressed />
        <CallButton kind="end" />
      </CallControls>
    }
  />
);
const endDialog = (
  <dialog
    class="dialog neutral"
    id="end"
    aria-labelledby="end-title"
    aria-describedby="end-text"
  >
    <DialogFrame
      id="end"
      title="End this consultation?"
      actions={
        <>
          <Button type="button">Stay</Button>
          <Button type="button" variant="danger">End for both</Button>
        </>
      }
    >
      <p>Mara leaves too. 32 of 45 minutes are still planned.</p>
    </DialogFrame>
  </dialog>
);

export const CALL_PAGES: Surface[] = [
  { name: "waiting", title: "Waiting room", body: waiting, neutral: true },
  {
    name: "waiting-blocked",
    title: "Waiting room",
    body: waitingBlocked,
    neutral: true,
  },
  {
    name: "call-client",
    title: "Call",
    body: forClient(clientCall),
    neutral: true,
    screen: true,
  },
  {
    name: "call-client-trouble",
    title: "Call",
    body: forClient(clientTrouble),
    neutral: true,
    screen: true,
  },
  {
    name: "call-artist",
    title: "Call",
    body: forArtist(artistStage()),
    neutral: true,
    screen: true,
  },
  {
    name: "call-artist-sound",
    title: "Call",
    body: forArtist(artistStage(
      <CallBanner
        icon="volume-2"
        action={<Button size="small" type="button">Turn on sound</Button>}
      >
        Your browser holds back the sound.
      </CallBanner>,
    )),
    neutral: true,
    screen: true,
  },
  {
    name: "call-end",
    title: "End?",
    body: <>{artistStage()}{endDialog}</>,
    neutral: true,
    screen: true,
  },
];
