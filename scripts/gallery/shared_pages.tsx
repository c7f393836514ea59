import { Button } from "@/components/Button.tsx";
import { CallBanner } from "@/components/CallBanner.tsx";
import { CallButton, CallControls } from "@/components/CallControls.tsx";
import { CallStage, StagePicture } from "@/components/CallStage.tsx";
import { CallTop } from "@/components/CallTop.tsx";
import { ConnectionMark } from "@/components/ConnectionMark.tsx";
import { RecordingMark } from "@/components/RecordingMark.tsx";
import { SharedScreen } from "@/components/SharedScreen.tsx";
import { VideoTile } from "@/components/VideoTile.tsx";
import {
  clientTop,
  forArtist,
  forClient,
  ines,
  mara,
  panel,
} from "./call_pages.tsx";
import type { Surface } from "./surface.ts";

interface Shown {
  filling?: boolean;
  mark?: Surface["body"];
  actual?: boolean;
}

const pictures = (whose: "Inès" | "Mara", shown: Shown = {}) => (
  <>
    <StagePicture key="screen" place="screen">
      <SharedScreen name={`${whose}’s screen`} {...shown}>
        <video
          poster="/gallery/screen.svg"
          muted
          playsInline
          aria-label={`${whose}’s screen`}
        />
      </SharedScreen>
    </StagePicture>
    <StagePicture key="other" place="strip">
      {whose === "Inès"
        ? <VideoTile name="Inès Vidal">{ines}</VideoTile>
        : <VideoTile name="Mara Lindqvist">{mara}</VideoTile>}
    </StagePicture>
    <StagePicture key="self" place="strip">
      <VideoTile name="You" mirrored>
        {whose === "Inès" ? mara : ines}
      </VideoTile>
    </StagePicture>
  </>
);
const bothShare = (name: string) => (
  <CallBanner action={<Button size="small" type="button">Stop sharing</Button>}>
    {name} can see your screen.
  </CallBanner>
);

const client = (shown: Shown = {}) => (
  <CallStage
    pictures={pictures("Inès", shown)}
    top={clientTop}
    controls={
      <CallControls>
        <CallButton kind="microphone" pressed />
        <CallButton kind="camera" pressed />
        <CallButton kind="flip" />
        <CallButton kind="more" />
        <CallButton kind="end" />
      </CallControls>
    }
  />
);
const artist = (banner?: Surface["body"]) => (
  <CallStage
    pictures={pictures("Mara")}
    top={
      <CallTop name="Mara Lindqvist" detail="Bridal trial">
        <ConnectionMark quality="good" />
      </CallTop>
    }
    banner={banner}
    panel={panel}
    controls={
      <CallControls>
        <CallButton kind="microphone" pressed />
        <CallButton kind="camera" pressed />
        <CallButton kind="share" pressed={banner !== undefined} />
        <CallButton kind="panel" pressed />
        <CallButton kind="end" />
      </CallControls>
    }
  />
);

const surface = (name: string, body: Surface["body"]): Surface => ({
  name,
  title: "Call",
  body,
  neutral: true,
  screen: true,
});

/** A call in which one shares a screen, or both do, and the screen alone. */
export const SHARED_PAGES: Surface[] = [
  surface("call-shared-client", forClient(client())),
  surface("call-shared-artist", forArtist(artist())),
  surface("call-shared-both", forArtist(artist(bothShare("Mara")))),
  surface(
    "call-shared-filling",
    forClient(client({ filling: true, mark: <RecordingMark on /> })),
  ),
  surface(
    "call-shared-actual",
    forClient(client({ filling: true, actual: true })),
  ),
];
