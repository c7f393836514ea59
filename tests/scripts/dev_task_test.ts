/** `deno task dev` shows a change. Genuine Fresh does not restart by itself; `lib/fresh` does. */
import { until } from "@/tests/_support/patience.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test("the task restarts a server that does not watch files by itself, when a module that it loaded later changes", async () => {
  const { tasks } = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", ROOT)),
  );
  const last = (tasks.dev.command as string).split(" && ").at(-1)!;
  const [, flags] = /^deno run (.*) dev\.ts$/.exec(last)!;
  const folder = await Deno.makeTempDir({ prefix: "visavis-dev-" });
  const route = `${folder}/route.ts`;
  await Deno.writeTextFile(route, 'export const text = "one";\n');
  await Deno.writeTextFile(
    `${folder}/dev.ts`,
    `const { text } = await import("./route.ts");
Deno.serve({ port: 0, onListen: ({ port }) => Deno.writeTextFileSync(
  ${
      JSON.stringify(folder + "/port")
    }, String(port)) }, () => new Response(text));
`,
  );
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags!.split(" "), "dev.ts"],
    cwd: folder,
    stdout: "null",
    stderr: "null",
  }).spawn();
  const shows = (text: string) =>
    until(`the answer "${text}"`, async () => {
      const port = await Deno.readTextFile(`${folder}/port`);
      const response = await fetch(`http://localhost:${port}/`);
      return await response.text() === text;
    });
  try {
    await shows("one");
    await Deno.writeTextFile(route, 'export const text = "two";\n');
    await shows("two");
  } finally {
    try {
      server.kill("SIGTERM");
    } catch {
      // It has already ended.
    }
    await server.status;
    await Deno.remove(folder, { recursive: true });
  }
});
