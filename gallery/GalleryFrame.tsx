import type { ComponentChildren } from "preact";
import { PageHeading } from "@/components/frame/PageHeading.tsx";
import { StaffLayout } from "@/components/frame/StaffLayout.tsx";
import { StudioFrame } from "@/components/frame/StudioFrame.tsx";
import { OwnLinkTemplates } from "@/components/waiting/OwnLinkTemplates.tsx";
import { ARTIST, STUDIO } from "./sample.ts";
import type { GalleryState } from "./state.ts";

export interface GalleryFrameProps {
  readonly state: Pick<GalleryState, "viewer" | "heading" | "neutral">;
  /** The module that shows the client's link. */
  readonly ownLinkSrc?: string | undefined;
  readonly children: ComponentChildren;
}

/** A state in the page that the product shows it on: frame and heading. */
export function GalleryFrame(
  { state, ownLinkSrc, children }: GalleryFrameProps,
) {
  return (
    <Frame state={state}>
      {state.heading && <PageHeading>{state.heading}</PageHeading>}
      {children}
      {state.viewer === "client" && <OwnLinkTemplates src={ownLinkSrc} />}
    </Frame>
  );
}

function Frame(
  { state, children }: Pick<GalleryFrameProps, "state" | "children">,
) {
  const { viewer, neutral = false } = state;
  switch (viewer) {
    case "visitor":
      return <StudioFrame studio={STUDIO} homeHref="/">{children}</StudioFrame>;
    case "client":
      return (
        <StudioFrame
          studio={STUDIO}
          neutral={neutral}
          width={neutral ? "wide" : "narrow"}
        >
          {children}
        </StudioFrame>
      );
    case "artist":
    case "admin":
      return (
        <StaffLayout
          studio={STUDIO}
          role={viewer}
          who={ARTIST}
          path={`/${viewer}`}
          neutral={neutral}
        >
          {children}
        </StaffLayout>
      );
  }
}
