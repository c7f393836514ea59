import { expect } from "expect";
import { mergeNotes } from "@/lib/domain/notes/private_notes.ts";

const merged = (base: string, mine: string, theirs: string) =>
  mergeNotes({ base, mine, theirs });

Deno.test("a side that has not changed takes the other's text", () => {
  expect(merged("a", "a", "b")).toBe("b");
  expect(merged("a", "b", "a")).toBe("b");
  expect(merged("a", "b", "b")).toBe("b");
});

Deno.test("what one side has added is added to the other's text", () => {
  expect(merged("Warm.", "Warm. Dry.", "Warm tones.")).toBe("Warm tones. Dry.");
  expect(merged("Warm.", "Cold.", "Warm. Dry.")).toBe("Cold. Dry.");
  expect(merged("", "mine", "theirs")).toBe("theirs\nmine");
});

Deno.test("two different changes both stay", () => {
  expect(merged("Warm.", "Cool.", "Neutral.")).toBe("Neutral.\n\nCool.");
});
