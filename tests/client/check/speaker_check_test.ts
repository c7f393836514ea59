import { expect } from "expect";
import { playTestSound } from "@/lib/client/page/chime.ts";
import { speakerCheck } from "@/lib/client/check/speaker_check.ts";
import { settle } from "@/tests/client/_support.ts";

Deno.test("while the sound plays the page already asks, and the answer stays", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  let sounds = 0;
  const check = speakerCheck(() => {
    sounds++;
    return promise;
  });
  expect(check.state.value).toBe("idle");
  const playing = check.play();
  expect(check.state.value).toBe("asking");
  check.answer(false);
  expect(check.state.value).toBe("unheard");
  resolve();
  await playing;
  expect(check.state.value).toBe("unheard");
  await check.play();
  check.answer(true);
  expect([check.state.value, sounds]).toEqual(["heard", 2]);
});

Deno.test("two taps play one sound at a time", async () => {
  let sounds = 0;
  const check = speakerCheck(() => {
    sounds++;
    return new Promise(() => {});
  });
  void check.play();
  void check.play();
  await settle();
  expect(sounds).toBe(1);
});

Deno.test("a browser that plays nothing is not asked about", async () => {
  const check = speakerCheck(() => Promise.reject(new Error("suspended")));
  await check.play();
  expect(check.state.value).toBe("failed");
  check.answer(true);
  expect(check.state.value).toBe("failed");
});

/** An AudioContext that records where its notes go, and ends them at once. */
function aContext(state: AudioContextState = "running") {
  const played: { to: unknown; hertz: number }[] = [];
  const context = {
    state,
    currentTime: 0,
    destination: "the system's speaker",
    resume: () => Promise.resolve(),
    createMediaStreamDestination: () => ({ stream: "a stream" }),
    createGain() {
      const gain = { connect: (to: unknown) => void (gain.to = to) } as {
        to?: unknown;
        connect: (to: unknown) => void;
        gain: unknown;
      };
      gain.gain = {
        setValueAtTime() {},
        linearRampToValueAtTime() {},
        exponentialRampToValueAtTime() {},
      };
      return gain;
    },
    createOscillator() {
      const note = {
        frequency: { value: 0 },
        onended: null as (() => void) | null,
        connect(gain: { to?: unknown; connect(to: unknown): void }) {
          return {
            connect(to: unknown) {
              gain.connect(to);
              played.push({ to, hertz: note.frequency.value });
            },
          };
        },
        start() {},
        stop: () => queueMicrotask(() => note.onended?.()),
      };
      return note;
    },
  };
  return { context: context as unknown as AudioContext, played };
}

Deno.test("the test sound goes to the system's speaker, or to the chosen one until it has been played", async () => {
  const own = aContext();
  await playTestSound(own.context, "");
  expect(own.played.length).toBeGreaterThan(2);
  expect(new Set(own.played.map(({ to }) => to)))
    .toEqual(new Set(["the system's speaker"]));

  const chosen = aContext();
  const said: string[] = [];
  await playTestSound(chosen.context, "headset", (stream, speaker) => {
    said.push(`${stream} on ${speaker}`);
    return Promise.resolve(() => void said.push("released"));
  });
  expect(said).toEqual(["a stream on headset", "released"]);
  expect(chosen.played.every(({ to }) => to !== "the system's speaker"))
    .toBe(true);
});

Deno.test("a context that stays suspended plays nothing, and says so", async () => {
  const { context, played } = aContext("suspended");
  await expect(playTestSound(context, "")).rejects.toThrow("suspended");
  expect(played).toEqual([]);
});
