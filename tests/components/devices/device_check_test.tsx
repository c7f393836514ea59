import { signal } from "@preact/signals";
import { expect } from "expect";
import { flipCamera, turnOff } from "@/lib/client/media/device_switches.ts";
import { otherCamera } from "@/lib/client/media/other_camera.ts";
import { renderToString } from "preact-render-to-string";
import { ConnectionCheckView } from "@/components/devices/ConnectionCheck.tsx";
import DeviceCheck from "@/components/devices/DeviceCheck.tsx";
import DeviceStep from "@/components/devices/DeviceStep.tsx";
import SelfView from "@/components/devices/SelfView.tsx";
import { SpeakerCheckView } from "@/components/devices/SpeakerCheck.tsx";
import {
  type Devices,
  type Kind,
  openDevices,
} from "@/lib/client/media/devices.ts";
import type { MicrophoneFinding } from "@/lib/client/check/device_reports.ts";
import { fakePage } from "@/tests/client/_support.ts";
import { light } from "@/words/devices/light.ts";
import { FakeTrack } from "@/tests/client/media/_fake_track.ts";

/** A page whose camera and microphone are on, unless they fail with these errors. */
async function aPage(fails: Partial<Record<Kind, string>> = {}) {
  const devices: Devices = openDevices({
    getUserMedia(wanted: MediaStreamConstraints) {
      const kinds = (["audio", "video"] as const).filter((kind) =>
        wanted[kind]
      );
      const error = kinds.map((kind) => fails[kind]).find(Boolean);
      if (error) return Promise.reject(new DOMException("", error));
      return Promise.resolve({
        getTracks: () => kinds.map((kind) => new FakeTrack(kind)),
      });
    },
    enumerateDevices: () => Promise.resolve([]),
  } as never);
  await devices.acquire();
  return {
    devices,
    asOthersSee: signal(false),
    microphone: signal<MicrophoneFinding>("unknown"),
    light: signal(null),
    speaker: signal(""),
    sdkUrl: "",
    page: fakePage(),
    audio: () => null,
  };
}

type ReadyPage = Awaited<ReturnType<typeof aPage>>;

const check = (page: ReadyPage) =>
  renderToString(<DeviceCheck callPage={page} />);
const selfView = (page: ReadyPage | null) =>
  renderToString(<SelfView callPage={page} name="Mara" breathing />);

const pressed = (html: string, id: string) =>
  new RegExp(`<button[^>]*data-testid="${id}"[^>]*>`).exec(html)?.[0]
    .match(/aria-pressed="(\w+)"/)?.[1];

Deno.test("both buttons show what is on, and the level is measured only of a microphone that is", async () => {
  const page = await aPage();
  expect(pressed(check(page), "check-camera")).toBe("true");
  expect(pressed(check(page), "check-microphone")).toBe("true");
  expect(check(page)).toContain('role="meter"');
  turnOff(page.devices, "audio");
  expect(pressed(check(page), "check-camera")).toBe("true");
  expect(pressed(check(page), "check-microphone")).toBe("false");
  expect(check(page)).not.toContain('role="meter"');
});

Deno.test("without a camera there is no hint about the light", async () => {
  const page = await aPage();
  turnOff(page.devices, "video");
  expect(check(page)).not.toContain(light.label);
});

Deno.test("a silent microphone is asked about, unless it is off", async () => {
  const page = await aPage();
  page.microphone.value = "silent";
  expect(check(page)).toContain("We can’t hear you");
  turnOff(page.devices, "audio");
  expect(check(page)).not.toContain("We can’t hear you");
});

Deno.test("the self view is a mirror, but not of the back camera, nor as others see one", async () => {
  const page = await aPage();
  expect(selfView(page)).toContain("mirror--mirrored");
  expect(selfView(page)).toContain("as you see yourself");
  page.asOthersSee.value = true;
  expect(selfView(page)).not.toContain("mirror--mirrored");
  expect(selfView(page)).toContain("as others see you");
  expect(pressed(check(page), "as-others-see")).toBe("true");

  page.asOthersSee.value = false;
  await flipCamera(page.devices, otherCamera);
  expect(selfView(page)).not.toContain("mirror--mirrored");
  // There is no mirror to turn off.
  expect(check(page)).not.toContain("See me as others do");
});

Deno.test("a camera that is off is not a camera that is missing", async () => {
  expect(selfView(null)).toContain("Your camera is off");
  const page = await aPage();
  turnOff(page.devices, "video");
  expect(selfView(page)).toContain("Your camera is off");
  expect(selfView(await aPage({ video: "NotFoundError" })))
    .toContain("No camera");
});

Deno.test("with one of the two, or none, going on is offered and nothing is in the way", async () => {
  const facts = {
    platform: "ios",
    browser: "safari",
    isPhone: true,
    insideApp: null,
  } as const;
  const step = (page: ReadyPage) =>
    renderToString(
      <DeviceStep
        callPage={{ ...page, facts, turnOn: () => Promise.resolve() }}
        otherName="Inès"
        joining
      />,
    );
  expect(step(await aPage())).toBe("");
  const denied = { audio: "NotAllowedError", video: "NotAllowedError" };
  expect(step(await aPage(denied))).toContain("Join without them");
  expect(step(await aPage({ video: "NotFoundError" })))
    .not.toContain("<button");
});

Deno.test("the sound is asked about, and a person who did not hear it gets help", () => {
  const html = (state: Parameters<typeof SpeakerCheckView>[0]["state"]) =>
    renderToString(
      <SpeakerCheckView state={state} onPlay={() => {}} onAnswer={() => {}} />,
    );
  expect(html("idle")).toContain("Test the sound");
  expect(html("asking")).toContain("Did you hear it?");
  expect(html("heard")).toContain("you will hear the other person");
  expect(html("unheard")).toContain("switch at its side");
  expect(html("failed")).toContain("could not be played");
});

Deno.test("a connection is described by what it means for the call", () => {
  const html = (state: Parameters<typeof ConnectionCheckView>[0]["state"]) =>
    renderToString(
      <ConnectionCheckView
        state={state}
        mayRun={state !== "running"}
        onRun={() => {}}
      />,
    );
  expect(html(null)).toContain("nothing of your camera or microphone");
  expect(html("running")).toContain('aria-busy="true"');
  expect(html("good")).not.toContain("aria-disabled");
  const early = renderToString(
    <ConnectionCheckView state="good" mayRun={false} onRun={() => {}} />,
  );
  expect(early).toContain('aria-disabled="true"');
  expect(html("good")).toContain("Your connection is good for video.");
  expect(html("slow")).toContain("less sharp");
  expect(html("weak")).toContain("only sound");
  expect(html("sends_slowly")).toContain("see you less sharply");
  expect(html("sends_weakly")).toContain("only heard");
  expect(html("detour")).toContain("Your call will work");
  expect(html("blocked")).toContain("VPN");
  expect(html("offline")).toContain("could not reach the studio");
});
