import type { Drawable } from "@/lib/client/booking/prepare_photo.ts";

/** Milliseconds that a raised resolution may take to reach the frames. */
const SETTLE = 1_500;

/** The next frame of a track, through a `<video>` that nobody sees; null if it cannot be drawn. */
export async function grabFrame(
  track: MediaStreamTrack,
): Promise<Drawable | null> {
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    await largeEnough(video, track);
    return video.videoWidth > 0 ? await createImageBitmap(video) : null;
  } finally {
    // Lets go of the track, without stopping it.
    video.srcObject = null;
  }
}

/** Resolves once the frames have the size that the track says it has, or after a while. */
function largeEnough(
  video: HTMLVideoElement,
  track: MediaStreamTrack,
): Promise<void> {
  const isReached = () => {
    const { width = 0, height = 0 } = track.getSettings();
    // A phone upright swaps the two.
    return video.videoWidth * video.videoHeight >= width * height;
  };
  if (isReached()) return Promise.resolve();
  return new Promise((done) => {
    const finish = () => {
      video.removeEventListener("resize", look);
      clearTimeout(timer);
      done();
    };
    const look = () => {
      if (isReached()) finish();
    };
    const timer = setTimeout(finish, SETTLE);
    video.addEventListener("resize", look);
  });
}
