import { type Signal, useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import { turnOnWhileWaiting } from "@/lib/client/stills/camera_state.ts";
import {
  StillsOfPage,
  type StillsOwner,
} from "@/lib/client/stills/stills_page.ts";
import { useLeftover } from "@/components/waiting/over/UnfinishedPage.tsx";
import { AddedPhotos } from "./AddedPhotos.tsx";
import { ClientStillsNotice } from "./ClientStillsNotice.tsx";
import { PicturesLink, StillsLeft } from "./StillsLeft.tsx";
import { StillSheet } from "./StillSheet.tsx";

export interface ClientStillsProps {
  readonly callPage: StillsOwner;
  /** First name. */
  readonly artist: string;
  /**
   * `banner` and `sheet` are two places of a call; `room` is the waiting room,
   * with both and a button.
   */
  readonly place: "banner" | "sheet" | "room";
  /** Brings the camera back after the phone's camera app has taken it. */
  readonly restore: () => Promise<unknown>;
  /** Turns the camera on in a call; in the waiting room the page's devices do. */
  readonly turnOn?: () => Promise<unknown>;
  /** What the camera sees: a `StillViewfinder`. */
  readonly finder?: ComponentChildren;
  /** Set to whether the sheet is open, for the call around it. */
  readonly isOpen?: Signal<boolean>;
  /** The person has pressed "Add a photo" before this code was loaded. */
  readonly opened?: boolean;
}

/** Everything about stills on the client's page, loaded late. */
export default function ClientStills(props: ClientStillsProps) {
  const { callPage, artist, place, restore, isOpen } = props;
  const stills = useContext(StillsOfPage)(callPage, "client");
  useSignalEffect(() => {
    if (isOpen) isOpen.value = stills.sheet.value !== null;
  });
  useLeftover(
    callPage,
    "stills",
    () => (
      <StillsLeft
        stills={stills}
        artist={artist}
        takes={callPage.waiting.snapshot.value.state === "ended"}
      />
    ),
  );
  useLeftover(
    callPage,
    "pictures",
    () => (
      <PicturesLink stills={stills} id={callPage.waiting.snapshot.value.id} />
    ),
  );
  const notice = <ClientStillsNotice stills={stills} artist={artist} />;
  const sheet = (
    <StillSheet
      stills={stills}
      artist={artist}
      devices={callPage.devices}
      restore={restore}
      turnOn={place === "room"
        ? turnOnWhileWaiting(callPage.devices, {
          isLive: callPage.waiting.snapshot.value.state === "live",
        })
        : props.turnOn ?? null}
      inCall={place === "sheet"}
      finder={props.finder}
    />
  );
  if (place === "banner") return notice;
  if (place === "sheet") return sheet;
  return (
    <>
      {/* There before its words: a screen reader announces what is added to it. */}
      <div aria-live="polite">{notice}</div>
      <AddedPhotos stills={stills} artist={artist} opened={props.opened} />
      {sheet}
    </>
  );
}
