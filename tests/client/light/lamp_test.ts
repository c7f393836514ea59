import { expect } from "expect";
import { lampOf } from "@/lib/client/light/lamp.ts";

function aTrack(
  { torch = true, follows = true, refuses = false }: {
    readonly torch?: boolean | readonly boolean[];
    /** Whether its settings follow what is applied. */
    readonly follows?: boolean;
    readonly refuses?: boolean;
  } = {},
) {
  const applied: unknown[] = [];
  let settings: { torch?: boolean } = {};
  return {
    applied,
    refuses,
    getCapabilities: () => ({ torch }),
    getSettings: () => settings,
    applyConstraints({ advanced }: MediaTrackConstraints) {
      applied.push(...advanced ?? []);
      if (this.refuses) return Promise.reject(new DOMException("", "Ended"));
      if (follows) settings = (advanced as { torch: boolean }[])[0]!;
      return Promise.resolve();
    },
  };
}

Deno.test("a lamp is switched on and off again, whether or not the settings follow", async () => {
  for (const follows of [true, false]) {
    const track = aTrack({ follows });
    const lamp = lampOf(track);
    lamp.look();
    const states = [lamp.state.value];
    for (let taps = 0; taps < 3; taps++) {
      await lamp.toggle();
      lamp.look();
      states.push(lamp.state.value);
    }
    expect(states).toEqual(["off", "on", "off", "on"]);
    expect(track.applied).toEqual([
      { torch: true },
      { torch: false },
      { torch: true },
    ]);
  }
});

Deno.test("a camera without a lamp has none, also where the browser lists only that it is off", () => {
  for (const torch of [false, [false]]) {
    const lamp = lampOf(aTrack({ torch }));
    lamp.look();
    expect(lamp.state.value).toBe("none");
  }
  const lamp = lampOf(aTrack({ torch: [false, true] }));
  lamp.look();
  expect(lamp.state.value).toBe("off");
});

Deno.test("a lamp that does not light up stays off, and one that does not go off stays on", async () => {
  const track = aTrack({ refuses: true });
  const lamp = lampOf(track);
  await lamp.toggle();
  expect(lamp.state.value).toBe("off");
  track.refuses = false;
  await lamp.toggle();
  track.refuses = true;
  await lamp.toggle();
  expect(lamp.state.value).toBe("on");
});

Deno.test("stopping switches off a lamp that is on or about to be, and no other", async () => {
  const dark = aTrack();
  lampOf(dark).stop();
  expect(dark.applied).toEqual([]);
  const lit = aTrack();
  const lamp = lampOf(lit);
  const lighting = lamp.toggle();
  lamp.stop();
  await lighting;
  expect(lit.applied).toEqual([{ torch: true }, { torch: false }]);
});
