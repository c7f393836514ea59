import { expect } from "expect";
import { resumed, showsVideo } from "@/lib/client/network/audio_only.ts";
import { audioOnlyPreference } from "@/lib/client/network/audio_only_preference.ts";

function aTab() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

Deno.test("audio only survives a reload, for this consultation and this person only", () => {
  const tab = aTab();
  const memory = audioOnlyPreference(
    { consultationId: "c1", party: "client" },
    () => tab,
  );
  expect(memory.load()).toBe("video");
  memory.save("chosen");
  expect(
    audioOnlyPreference({ consultationId: "c1", party: "client" }, () => tab)
      .load(),
  ).toBe("chosen");
  expect(
    audioOnlyPreference({ consultationId: "c2", party: "client" }, () => tab)
      .load(),
  ).toBe("video");
  expect(
    audioOnlyPreference({ consultationId: "c1", party: "artist" }, () => tab)
      .load(),
  ).toBe("video");
  memory.save("audio");
  expect(memory.load()).toBe("audio");
  memory.save("offered");
  expect(memory.load()).toBe("video");
});

Deno.test("a tab with nothing stored, or an invalid value, has video", () => {
  const refuses = () => {
    throw new DOMException("", "SecurityError");
  };
  const memory = audioOnlyPreference(
    { consultationId: "c1", party: "client" },
    refuses,
  );
  memory.save("chosen");
  expect(memory.load()).toBe("video");
  const strange = { ...aTab(), getItem: () => "__proto__" };
  expect(
    audioOnlyPreference(
      { consultationId: "c1", party: "client" },
      () => strange,
    )
      .load(),
  )
    .toBe("video");
});

Deno.test("a decision before the reload still applies after it", () => {
  expect(showsVideo(resumed("chosen"))).toBe(false);
  expect(showsVideo(resumed("audio"))).toBe(false);
  expect(showsVideo(resumed("offered"))).toBe(true);
});
