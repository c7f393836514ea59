import { expect } from "expect";
import { createHash } from "node:crypto";
import { PRELOADED_FONTS } from "@/components/frame/Stylesheets.tsx";

const FOLDER = new URL("../../static/fonts/", import.meta.url);

Deno.test("a font's name contains its content hash, so browsers may cache it permanently", async () => {
  let fonts = 0;
  for await (const { name } of Deno.readDir(FOLDER)) {
    if (!name.endsWith(".woff2")) continue;
    fonts++;
    const hash = createHash("sha256")
      .update(await Deno.readFile(new URL(name, FOLDER))).digest("hex");
    expect(name).toContain(`.${hash.slice(0, 8)}.woff2`);
  }
  expect(fonts).toBeGreaterThan(0);
});

Deno.test("every font that a page or a stylesheet references exists", async () => {
  const css = await Deno.readTextFile(
    new URL("../../static/styles/foundation.css", import.meta.url),
  );
  const named = [...css.matchAll(/url\("(\/fonts\/[^"]+)"\)/g)]
    .map(([, path]) => path!);
  expect(named.length).toBeGreaterThan(0);
  for (const path of [...named, ...PRELOADED_FONTS]) {
    await Deno.stat(new URL(`../../static${path}`, import.meta.url));
  }
});
