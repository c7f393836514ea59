import { expect } from "expect";

const ROOT = new URL("../../", import.meta.url).pathname;

Deno.test("the file of icons has a symbol for each name, and no other", async () => {
  const file = await Deno.readTextFile(`${ROOT}static/icons.svg`);
  const names = await Deno.readTextFile(`${ROOT}components/ui/icon_names.ts`);
  const of = (text: string, pattern: RegExp) =>
    [...text.matchAll(pattern)].map(([, name]) => name);
  const symbols = of(file, /<symbol id="([^"]+)"/g);
  expect(symbols).toEqual(of(names, /\| "([^"]+)"/g));
  expect(symbols.length).toBeGreaterThan(30);
});
