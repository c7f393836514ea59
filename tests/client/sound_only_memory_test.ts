import { expect } from "expect";
import { resumed, withPictures } from "@/lib/client/sound_only.ts";
import { soundOnlyMemory } from "@/lib/client/sound_only_memory.ts";

function aTab() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

Deno.test("sound only outlives a reload, for this consultation and this person alone", () => {
  const tab = aTab();
  const memory = soundOnlyMemory("c1", "client", () => tab);
  expect(memory.recall()).toBe("picture");
  memory.keep("chosen");
  expect(soundOnlyMemory("c1", "client", () => tab).recall()).toBe("chosen");
  expect(soundOnlyMemory("c2", "client", () => tab).recall()).toBe("picture");
  expect(soundOnlyMemory("c1", "artist", () => tab).recall()).toBe("picture");
  memory.keep("sound");
  expect(memory.recall()).toBe("sound");
  memory.keep("offered");
  expect(memory.recall()).toBe("picture");
});

Deno.test("a tab that keeps nothing, or something strange, has pictures", () => {
  const refuses = () => {
    throw new DOMException("", "SecurityError");
  };
  const memory = soundOnlyMemory("c1", "client", refuses);
  memory.keep("chosen");
  expect(memory.recall()).toBe("picture");
  const strange = { ...aTab(), getItem: () => "__proto__" };
  expect(soundOnlyMemory("c1", "client", () => strange).recall())
    .toBe("picture");
});

Deno.test("what was decided before the reload holds after it", () => {
  expect(withPictures(resumed("chosen"))).toBe(false);
  expect(withPictures(resumed("sound"))).toBe(false);
  expect(withPictures(resumed("offered"))).toBe(true);
});
