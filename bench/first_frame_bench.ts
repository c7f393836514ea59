/**
 * From the artist's "start" to the first frame of their video on the client's
 * page, with both cameras on and both pages waiting. Each round alternates with
 * the least that two pages can do, in the same browser with the same fake
 * cameras. Needs the production build. Prints the ratio of the medians, because
 * absolute times depend on the machine.
 *
 * Our number includes: the click, start-session with its writes and the room's
 * creation, the event stream to the client, a token for each page, both pages'
 * rendering of the call, the SDK's WebSockets and its two rounds of offers, all
 * through a TCP connection to the server as through a proxy; then ICE, DTLS and
 * the first frame. The bare number includes: an existing connection, one offer
 * and one answer, signalled by function calls between the pages (no server, no
 * sockets), in pages that render nothing else; then ICE, DTLS and the first
 * frame. Neither requests the camera. The last part is Chromium's own, and most
 * of the bare number: it drops the first frames while it estimates the
 * bandwidth.
 */
import type { Page } from "puppeteer-core";
import { setStage, type Stage } from "@/tests/e2e/_stage.ts";

/** As many as the demo's two artists have free slots inside the window. */
const ROUNDS = 6;

declare global {
  function toOther(message: string): void;
  var bare: {
    start(): Promise<number>;
    take(message: string): Promise<void>;
    frame: Promise<number>;
  };
}

/** Runs in the client's page: the time of the first frame, on the machine's clock. */
function firstFrame(): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const video = document.querySelector<HTMLVideoElement>(
        '[data-testid="remote-video"]',
      );
      if (!video) return void requestAnimationFrame(look);
      video.requestVideoFrameCallback(() =>
        resolve(performance.timeOrigin + performance.now())
      );
    };
    look();
  });
}

async function product(stage: Stage): Promise<number> {
  const consultation = await stage.consultation();
  const client = await stage.waitingClient(consultation);
  const artist = await stage.waitingArtist(consultation);
  const start = await artist.page.waitForSelector(
    '[data-testid="start-session"]:not([disabled])',
  );
  const shown = client.page.evaluate(firstFrame);
  const pressed = await start!.evaluate((button) => {
    (button as HTMLButtonElement).click();
    return performance.timeOrigin + performance.now();
  });
  const took = await shown - pressed;
  await stage.clear();
  return took;
}

/** Runs in both bare pages: camera on, and nothing else yet. */
async function prepare() {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const connection = new RTCPeerConnection();
  const send = (message: unknown) => toOther(JSON.stringify(message));
  connection.onicecandidate = ({ candidate }) => send({ candidate });
  const publish = () => {
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
  };
  let shown: (at: number) => void;
  const frame = new Promise<number>((resolve) => shown = resolve);
  connection.ontrack = ({ track }) => {
    if (track.kind !== "video") return;
    const video = document.createElement("video");
    video.muted = true;
    video.srcObject = new MediaStream([track]);
    video.requestVideoFrameCallback(() =>
      shown(performance.timeOrigin + performance.now())
    );
    document.body.replaceChildren(video);
    void video.play();
  };
  globalThis.bare = {
    frame,
    async start() {
      const at = performance.timeOrigin + performance.now();
      publish();
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
      return at;
    },
    async take(message) {
      const { description, candidate } = JSON.parse(message);
      if (candidate) return await connection.addIceCandidate(candidate);
      if (!description) return;
      await connection.setRemoteDescription(description);
      if (description.type !== "offer") return;
      publish();
      await connection.setLocalDescription();
      send({ description: connection.localDescription });
    },
  };
}

async function floor(stage: Stage): Promise<number> {
  const [artist, client] = [await stage.person(), await stage.person()];
  const pages: [Page, Page] = [artist.page, client.page];
  for (const [i, page] of pages.entries()) {
    const other = pages[1 - i]!;
    await page.goto(`${stage.baseUrl}/nothing-here`);
    await page.exposeFunction(
      "toOther",
      (message: string) =>
        other.evaluate((message) => bare.take(message), message),
    );
  }
  for (const page of pages) await page.evaluate(prepare);
  const shown = client.page.evaluate(() => bare.frame);
  const pressed = await artist.page.evaluate(() => bare.start());
  const took = await shown - pressed;
  await stage.clear();
  return took;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? sorted[middle]!
    : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const stage = await setStage();
try {
  const ours: number[] = [];
  const bareTimes: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    bareTimes.push(await floor(stage));
    ours.push(await product(stage));
  }
  const [our, least] = [median(ours), median(bareTimes)];
  console.log(
    `start-session → first remote frame: ${
      (our / least).toFixed(2)
    } × a bare RTCPeerConnection (median ${our.toFixed(0)} ms against ${
      least.toFixed(0)
    } ms, ${ROUNDS} rounds in turns)`,
  );
} finally {
  await stage.close();
}
