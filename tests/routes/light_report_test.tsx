/** From the client's camera to the words that the artist reads: what the light check finds, through each part but the browser. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { ArtistWaiting } from "@/components/waiting/ArtistWaiting.tsx";
import { deviceReports } from "@/lib/client/check/device_reports.ts";
import { startLightCheck } from "@/lib/client/light/light_check.ts";
import { startWaitingRoom } from "@/lib/client/waiting/waiting.ts";
import {
  readWaitingPage,
  type WaitingPage,
} from "@/lib/client/waiting/waiting_page.ts";
import type { ConsultationId } from "@/lib/domain/basic/ids.ts";
import {
  LIGHT_FINDINGS,
  type LightFinding,
} from "@/lib/domain/call/light_finding.ts";
import { DEFAULT_MEDIA_PREFERENCES } from "@/lib/domain/call/presence.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { START, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { clipOf } from "@/tests/_support/light/clip.ts";
import {
  fakeApi,
  fakePage,
  fakeSources,
  fakeTime,
} from "@/tests/client/_support.ts";
import { beat, video } from "./_requests.ts";

const WORDS: Readonly<Record<LightFinding, string>> = {
  good: "good light",
  tooDark: "too little light",
  fromBehind: "light from behind",
  fromOneSide: "light from one side",
  twoColours: "two colours of light",
  overExposed: "parts of the face over-exposed",
  flicker: "a lamp that flickers",
  paperWarm: "colours look warmer than they are",
  paperCold: "colours look colder than they are",
  paperTinted: "colours look green or pink",
};

const TRACK = {
  kind: "video",
  enabled: true,
  muted: false,
  readyState: "live",
  getSettings: () => ({}),
  applyConstraints: () => Promise.resolve(),
} as unknown as MediaStreamTrack;

/** What the client's page sends of its camera with the next heartbeat, with `found` as the check's report. */
async function sentBy(
  found: { readonly value: LightFinding | null },
): Promise<Record<string, unknown>> {
  const { api, said } = fakeApi();
  const time = fakeTime();
  const waiting = startWaitingRoom({
    api,
    tab: "the-clients-own-tab",
    first: aSnapshot(),
    mediaPreferences: DEFAULT_MEDIA_PREFERENCES,
    when: "visible",
    page: fakePage(),
    timers: time,
    elapsed: time.elapsed,
    open: fakeSources().open,
  });
  await time.pass(0);
  waiting.setMediaPreferences(deviceReports({
    state: signal("ready"),
    video: signal(TRACK),
    audio: signal({ kind: "audio" } as MediaStreamTrack),
    off: signal({ audio: false, video: false }),
    problems: signal({ audio: null, video: null }),
  }, {
    microphone: signal("works" as const),
    light: signal(found.value),
  }));
  await time.pass(0);
  waiting.stop();
  return { ...said.at(-1) };
}

/** What the artist's page shows after that heartbeat. */
async function readByArtist(
  app: TestApp,
  { id, sent }: {
    readonly id: ConsultationId;
    readonly sent: Record<string, unknown>;
  },
): Promise<string> {
  const tab = "the-clients-own-tab";
  const answer = await beat(app, id, "client", "arrive", tab, sent);
  expect(answer.status).toBe(200);
  await answer.body?.cancel();
  const seen = await app.ask(`${video(id)}/waiting-status`, { as: "artist" });
  const page: WaitingPage = readWaitingPage(null, {
    consultationId: id,
    snapshot: await seen.json(),
    sdkUrl: "",
    when: "",
    zone: "Europe/Berlin",
    zoneOffsets: [],
  });
  return renderToString(
    <ArtistWaiting
      page={page}
      consultationId={id}
      artistName="Inès Vidal"
      clientName="Clara Haas"
      serviceName="Bridal trial"
      signInHref="/sign-in"
      start={{ busy: false, trouble: null, start: () => {} }}
      submission={{ id, note: "", intake: [], photos: [] }}
    />,
  );
}

Deno.test("what is seen of the client's light is what the artist reads", async () => {
  for (
    const [light, finding] of [["good", "good"], ["dark", "tooDark"]] as const
  ) {
    const { pairs } = clipOf({
      light,
      tone: 9,
      seed: "report",
      background: "white wall",
      head: 0,
      noise: 1,
      exposure: 0,
    }, { seconds: 3 });
    const timers = fakeTime();
    let reads = 0;
    const check = startLightCheck(TRACK as never, {
      reader: {
        pair: () => Promise.resolve(pairs[reads++ % pairs.length]!),
        close() {},
      },
      timers,
      page: fakePage(),
    });
    await timers.pass(5_000);
    const sent = await sentBy(check.report);
    check.stop();
    await withApp(async (app) => {
      const { id } = await app.confirmed();
      app.clock.set(START);
      expect(await readByArtist(app, { id, sent })).toContain(
        `Clara: camera and microphone checked; ${WORDS[finding]}`,
      );
    });
  }
});

Deno.test("the artist reads each finding in words, and nothing before there is one", async () => {
  await withApp(async (app) => {
    const { id } = await app.confirmed();
    app.clock.set(START);
    for (const finding of [null, ...LIGHT_FINDINGS]) {
      const sent = await sentBy({ value: finding });
      const html = await readByArtist(app, { id, sent });
      const words = /data-testid="client-devices".*?<span>(.*?)<\/span>/
        .exec(html)?.[1];
      const checked = "Clara: camera and microphone checked";
      expect([finding, words])
        .toEqual([
          finding,
          finding ? `${checked}; ${WORDS[finding]}` : checked,
        ]);
    }
  });
});
