import { expect } from "expect";
import { launchBrowser } from "../_support/browser.ts";

const PAGE = "export default () => <p>one</p>;\n";

Deno.test("the development server shows a change, an error with its file and line, and what mends it", async () => {
  const dir = await Deno.makeTempDir({
    dir: import.meta.dirname!,
    prefix: "tmp_",
  });
  const page = dir + "/routes/index.tsx";
  await Deno.mkdir(dir + "/routes");
  await Deno.mkdir(dir + "/islands");
  await Deno.writeTextFile(page, PAGE);
  await Deno.writeTextFile(
    dir + "/main.ts",
    'import { App, staticFiles } from "fresh";\nexport const app = new App().use(staticFiles()).fsRoutes();\n',
  );
  await Deno.writeTextFile(
    dir + "/dev.ts",
    'import { Builder } from "fresh/dev";\nawait new Builder({ root: import.meta.dirname! }).listen(() => import("./main.ts"), { port: Number(Deno.args[0]) });\n',
  );
  const probe = Deno.listen({ port: 0 });
  const { port } = probe.addr;
  probe.close();
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", dir + "/dev.ts", String(port)],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const browser = await launchBrowser();
  try {
    const url = `http://localhost:${port}/`;
    await until(() => fetch(url).then((res) => res.text()));
    const tab = await browser.newPage();
    await tab.goto(url);
    const shows = (text: string) =>
      until(async () => {
        const shown = await tab.evaluate(() => document.body.innerText);
        if (!shown.includes(text)) {
          throw new Error(`not "${text}" but "${shown}"`);
        }
        return shown;
      });
    await shows("one");
    await tab.evaluate(() =>
      new Promise((resolve) => setTimeout(resolve, 200))
    );
    await Deno.writeTextFile(page, PAGE.replace("one", "two"));
    await shows("two");
    await Deno.writeTextFile(
      page,
      "export default () => {\n  throw new Error('kaputt');\n};\n",
    );
    expect(await shows("kaputt")).toContain("routes/index.tsx:2:9");
    await Deno.writeTextFile(page, "export default () => <p>\n");
    expect(await shows("Expected")).toContain("routes/index.tsx:");
    await Deno.writeTextFile(page, PAGE);
    await Deno.writeTextFile(
      dir + "/islands/Bad.tsx",
      "export default () => <p>\n",
    );
    expect(await shows("Bad.tsx")).toContain("islands/Bad.tsx:2:");
    await Deno.remove(dir + "/islands/Bad.tsx");
    await shows("one");
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    await server.status;
    await Deno.remove(dir, { recursive: true });
  }
});

async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (let i = 0;; i++) {
    try {
      return await attempt();
    } catch (error) {
      if (i > 400) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
