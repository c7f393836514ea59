import { expect } from "expect";
import { oneLine } from "@/lib/domain/basic/plain_text.ts";

Deno.test("oneLine keeps whole characters, with an ellipsis where it cuts", () => {
  expect(oneLine("Bridal\n trial")).toBe("Bridal trial");
  expect(oneLine("a".repeat(121))).toBe(`${"a".repeat(119)}…`);
  expect(oneLine("💄💄💄", 3)).toBe("💄💄💄");
  expect(oneLine("💄💄💄💄", 3)).toBe("💄💄…");
  expect(oneLine("one two three", 5)).toBe("one…");
  expect(oneLine("half \ud83d").isWellFormed()).toBe(true);
});
