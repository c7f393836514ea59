import { expect } from "expect";

const FOLDER = new URL("../../../lib/adapters/", import.meta.url);

Deno.test("every key and every range of the store is built in keys.ts", async () => {
  const found: string[] = [];
  for await (const [name, text] of sources(FOLDER)) {
    if (name.endsWith("/kv/keys.ts")) continue;
    // A selector by hand, a key by hand, or a list around the store's own.
    const pattern = /\b(?:prefix|start|end|key):\s*\[|\b(?:get|set|delete)\(\[/;
    const around = !name.endsWith("/kv/store.ts") && /\bkv\.list\b/.test(text);
    if (pattern.test(text) || around) found.push(name);
  }
  expect(found).toEqual([]);
});

Deno.test("a range lists a family of keys that there is", async () => {
  const text = await Deno.readTextFile(new URL("kv/keys.ts", FOLDER));
  const [keys = "", ranges = ""] = text.split("export const ranges");
  const families = [...ranges.matchAll(/(?:\[|all\()"([a-z_]+)"/g)]
    .map(([, family]) => family!);
  expect(families.length).toBeGreaterThan(10);
  for (const family of families) expect(keys).toContain(`"${family}"`);
});

async function* sources(folder: URL): AsyncGenerator<[string, string]> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) yield* sources(new URL(`${name}/`, folder));
    else {
      const file = new URL(name, folder);
      yield [file.pathname, await Deno.readTextFile(file)];
    }
  }
}
