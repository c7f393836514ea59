import type { ComponentChildren } from "preact";
import { LatePart } from "@/components/frame/LatePart.tsx";
import { lateComponent } from "@/lib/client/page/late_component.ts";
import type { ArtistStillsProps } from "./ArtistStills.tsx";
import type { ClientStillsProps } from "./ClientStills.tsx";
import { StillViewfinder } from "./StillViewfinder.tsx";

// Nobody needs the code before the first picture, but a call loads it before a
// deploy may remove it.
const client = lateComponent<ClientStillsProps>(
  async () => (await import("@/components/waiting/late_parts.ts")).ClientStills,
);
const artist = lateComponent<ArtistStillsProps>(
  async () => (await import("@/components/waiting/late_parts.ts")).ArtistStills,
);

interface Meanwhile {
  /** Shown until the code is here. */
  readonly children?: ComponentChildren;
}

/** A part of the client's stills as soon as their code is here. */
export function LateClientStills(
  { children, ...props }: Omit<ClientStillsProps, "finder"> & Meanwhile,
) {
  const finder = <StillViewfinder track={props.callPage.devices.video.value} />;
  return (
    <LatePart late={client} props={{ ...props, finder }}>
      {children}
    </LatePart>
  );
}

/** The same for the artist's. */
export function LateArtistStills(props: ArtistStillsProps) {
  return <LatePart late={artist} props={props} />;
}
