import { sharedDocument } from "@/gallery/drawings/document.ts";
import { face } from "@/gallery/drawings/face.ts";

/** Drawn tracks that replace the cameras and the shared screen; only in a browser. */
export interface Films {
  /** The client's camera is upright, as a phone's is. */
  readonly client: () => MediaStreamTrack;
  readonly artist: () => MediaStreamTrack;
  readonly screen: () => MediaStreamTrack;
  readonly microphone: () => MediaStreamTrack;
  stop(): void;
}

/** How often to redraw: an unchanged canvas sends no frame to a viewer who joins later. */
const REDRAW_MS = 500;

export function openFilms(): Films {
  const stops: (() => void)[] = [];
  const film = (svg: string) => {
    const { track, stop } = filmOf(svg);
    stops.push(stop);
    return track;
  };
  return {
    client: () => film(face(false)),
    artist: () => film(face(true)),
    screen: () => film(sharedDocument()),
    microphone() {
      const audio = new AudioContext();
      stops.push(() => void audio.close());
      return audio.createMediaStreamDestination().stream.getAudioTracks()[0]!;
    },
    stop() {
      for (const stop of stops.splice(0)) stop();
    },
  };
}

function filmOf(
  svg: string,
): { readonly track: MediaStreamTrack; readonly stop: () => void } {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d")!;
  const picture = new Image();
  let timer: ReturnType<typeof setInterval> | undefined;
  let stopped = false;
  picture.onload = async () => {
    canvas.width = picture.naturalWidth;
    canvas.height = picture.naturalHeight;
    // Drawn from the bitmap: the drawing's own filters are slow.
    const bitmap = await createImageBitmap(picture);
    if (stopped) return;
    const draw = () => context.drawImage(bitmap, 0, 0);
    draw();
    timer = setInterval(draw, REDRAW_MS);
  };
  picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  const track = canvas.captureStream().getVideoTracks()[0]!;
  return {
    track,
    stop() {
      stopped = true;
      clearInterval(timer);
      track.stop();
    },
  };
}
