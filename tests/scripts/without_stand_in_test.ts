/**
 * A copy of the project without `lib/fresh`, `tests/fresh` and the `links` line,
 * as lib/fresh/README.md says for genuine Fresh. JSR may be out of reach, so
 * the package in the place of genuine Fresh is a copy of the stand-in: this
 * shows that nothing else needs those folders, not how genuine Fresh behaves.
 */
import { expect } from "expect";
import { copyTree } from "@/tests/_support/copy_tree.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const GONE = ["lib/fresh", "tests/fresh"];
const KEPT = [
  ..."bench components docs gallery islands lib routes scripts static tests"
    .split(" "),
];

/** Tests of what differed on genuine Fresh. */
const AFFECTED = [
  "tests/architecture_test.ts",
  "tests/http/guarded_app_test.ts",
  "tests/routes/bad_requests_test.ts",
  "tests/routes/offer_pages_test.ts",
  "tests/scripts/shape_test.ts",
  "tests/waits_test.ts",
];

const isHere = await Deno.stat(`${ROOT}lib/fresh`).then(
  () => true,
  () => false,
);

Deno.test({
  name:
    "without lib/fresh, tests/fresh and the links line the project checks, builds and passes its tests",
  ignore: !isHere,
  fn: async (t) => {
    const folder = await Deno.makeTempDir({ prefix: "visavis-genuine-" });
    try {
      const project = await withoutStandIn(folder);
      const run = async (...args: string[]) => {
        const { code, stdout, stderr } = await new Deno.Command(
          Deno.execPath(),
          { args, cwd: project, env: { NO_COLOR: "1" } },
        ).output();
        const printed = [stdout, stderr].map((one) =>
          new TextDecoder().decode(one)
        ).join("");
        return { code, printed: code === 0 ? "" : printed.slice(-4000) };
      };
      const fine = { code: 0, printed: "" };
      await t.step("it type-checks", async () => {
        expect(await run("check", "-q", ".")).toEqual(fine);
      });
      await t.step("it builds", async () => {
        expect(await run("run", "-A", "dev.ts", "build")).toEqual(fine);
      });
      await t.step("tests that depend on Fresh pass", async () => {
        expect(await run("test", "-A", "--no-check", ...AFFECTED))
          .toEqual(fine);
      });
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** The copy's path. */
async function withoutStandIn(folder: string): Promise<string> {
  const project = `${folder}/project`;
  const fresh = `${folder}/@fresh/core`;
  for (const name of KEPT) await copyTree(ROOT + name, `${project}/${name}`);
  for await (const { name, isFile } of Deno.readDir(ROOT)) {
    if (isFile) await Deno.copyFile(ROOT + name, `${project}/${name}`);
  }
  for (const name of GONE) {
    await Deno.remove(`${project}/${name}`, { recursive: true });
  }
  await copyTree(`${ROOT}lib/fresh`, fresh);
  const config = JSON.parse(await Deno.readTextFile(`${project}/deno.json`));
  delete config.links;
  delete config.imports.fresh;
  const exported = JSON.parse(
    (await Deno.readTextFile(`${fresh}/deno.json`)).replace(
      /^\s*\/\/.*$/gm,
      "",
    ),
  ).exports as Record<string, string>;
  for (const [name, file] of Object.entries(exported)) {
    config.imports[name.replace(".", "fresh")] = new URL(
      file,
      `file://${fresh}/`,
    ).href;
  }
  await Deno.writeTextFile(`${project}/deno.json`, JSON.stringify(config));
  const lock = JSON.parse(await Deno.readTextFile(`${project}/deno.lock`));
  delete lock.workspace.links;
  await Deno.writeTextFile(`${project}/deno.lock`, JSON.stringify(lock));
  return project;
}

Deno.test("no test, script or bench of the app names the stand-in's folders", async () => {
  // These are about it, and hold without it.
  const own = [
    "tests/architecture_test.ts",
    "tests/scripts/dev_task_test.ts",
    "tests/scripts/without_stand_in_test.ts",
  ];
  const found: string[] = [];
  for (
    const folder of KEPT.filter((name) => name !== "docs" && name !== "static")
  ) {
    for (const path of await sources(folder)) {
      if (own.includes(path)) continue;
      if (GONE.some((gone) => path.startsWith(gone + "/"))) continue;
      const text = await Deno.readTextFile(ROOT + path);
      if (GONE.some((gone) => text.includes(gone))) found.push(path);
    }
  }
  expect(found).toEqual([]);
});

async function sources(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(ROOT + folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory) found.push(...await sources(path));
    else if (/\.tsx?$/.test(name)) found.push(path);
  }
  return found;
}
