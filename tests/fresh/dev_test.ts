import { expect } from "expect";
import { launchBrowser } from "@/tests/_support/browser.ts";
import { until } from "@/tests/_support/patience.ts";

declare global {
  var reloadMessages: number;
}

/** Runs in the page before its own scripts. */
function countReloadMessages() {
  globalThis.reloadMessages = 0;
  globalThis.EventSource = class extends EventSource {
    constructor(url: string | URL) {
      super(url);
      this.addEventListener("message", () => globalThis.reloadMessages++);
    }
  };
}

const PAGE = "export default () => <p>one</p>;\n";

for (const flags of [[], ["--watch"]]) {
  const how = flags.length > 0 ? "under --watch" : "by itself";
  Deno.test(`the development server shows a change, an error with its file and line, and the fix, ${how}`, () =>
    showsChanges(flags));
}

async function showsChanges(flags: string[]) {
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
    args: ["run", "-A", ...flags, dir + "/dev.ts", String(port)],
    stdout: "null",
    stderr: "null",
  }).spawn();
  const browser = await launchBrowser();
  try {
    const url = `http://localhost:${port}/`;
    await until("the server", () => fetch(url).then((res) => res.text()));
    const tab = await browser.newPage();
    await tab.evaluateOnNewDocument(countReloadMessages);
    await tab.goto(url);
    const shows = (text: string) =>
      until(`"${text}" on the page`, async () => {
        const shown = await tab.evaluate(() => document.body.innerText);
        if (!shown.includes(text)) {
          throw new Error(`not "${text}" but "${shown}"`);
        }
        return shown;
      });
    await shows("one");
    // From its first message on, the page notices a restart.
    await tab.waitForFunction(() => reloadMessages > 0);
    await Deno.writeTextFile(page, PAGE.replace("one", "two"));
    await shows("two");
    await Deno.writeTextFile(
      page,
      "export default () => {\n  throw new Error('kaputt');\n};\n",
    );
    expect(await shows("kaputt")).toContain("routes/index.tsx:2:9");
    await Deno.writeTextFile(page, "export default () => <p>\n");
    expect(await shows("Unexpected end of file")).toContain(
      "routes/index.tsx:",
    );
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
}
