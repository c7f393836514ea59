/** What Safari on an iPhone has beside the standard (WebKit, "Delivering Video Content for Safari"). */
interface AppleVideo {
  webkitSupportsPresentationMode?(mode: "picture-in-picture"): boolean;
  webkitSetPresentationMode?(mode: "picture-in-picture" | "inline"): void;
  readonly webkitPresentationMode?: string;
}

type PipVideo =
  & Partial<Pick<HTMLVideoElement, "requestPictureInPicture">>
  & AppleVideo;

/** The part of a `Document` that this needs. */
export interface PipDocument {
  readonly pictureInPictureEnabled?: boolean;
  readonly pictureInPictureElement?: unknown;
  exitPictureInPicture?(): Promise<void>;
}

/** Whether this video can be shown in a small window of its own. */
export function canPictureInPicture(
  video: PipVideo,
  page: PipDocument = document,
): boolean {
  return page.pictureInPictureEnabled === true &&
      typeof video.requestPictureInPicture === "function" ||
    video.webkitSupportsPresentationMode?.("picture-in-picture") === true;
}

/**
 * Shows the video in a small window over other apps, or puts it back. Call it
 * inside a tap. It rejects if the browser refuses, for example before the first
 * picture.
 */
export async function togglePictureInPicture(
  video: PipVideo,
  page: PipDocument = document,
): Promise<void> {
  if (page.pictureInPictureEnabled && video.requestPictureInPicture) {
    if (page.pictureInPictureElement === video) {
      await page.exitPictureInPicture?.();
    } else await video.requestPictureInPicture();
    return;
  }
  video.webkitSetPresentationMode?.(
    video.webkitPresentationMode === "picture-in-picture"
      ? "inline"
      : "picture-in-picture",
  );
}
