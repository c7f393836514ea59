/**
 * Another version of the product, built in a folder of its own: every script of
 * its pages has another name, and the names of this version are gone.
 */
import { copyTree } from "./copy_tree.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const FOLDERS = "components gallery islands lib routes scripts static";
const FILES = "deno.json deno.lock dev.ts fresh.config.ts main.ts";

export interface AnotherVersion extends AsyncDisposable {
  readonly root: string;
}

export async function anotherVersion(): Promise<AnotherVersion> {
  const root = await Deno.makeTempDir({ prefix: "visavis-version-" });
  for (const name of FOLDERS.split(" ")) {
    await copyTree(ROOT + name, `${root}/${name}`);
  }
  for (const name of FILES.split(" ")) {
    await Deno.copyFile(ROOT + name, `${root}/${name}`);
  }
  await Deno.symlink(`${ROOT}node_modules`, `${root}/node_modules`);
  await Deno.remove(`${root}/static/vendor`, { recursive: true });
  await change(`${root}/lib/words/en/entry_page.ts`, {
    from: 'enter: "Open your consultation"',
    to: 'enter: "Enter the new waiting room"',
  });
  await change(`${root}/lib/client/page/browser.ts`, {
    from: "export function newTabId",
    to: "console.info('another version');\nexport function newTabId",
  });
  await change(`${root}/scripts/assets/video_sdk.ts`, {
    from: "/* twilio-video,",
    to: "/* Another version. twilio-video,",
  });
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "dev.ts", "build"],
    cwd: root,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return {
    root,
    async [Symbol.asyncDispose]() {
      await Deno.remove(root, { recursive: true });
    },
  };
}

async function change(
  path: string,
  { from, to }: { readonly from: string; readonly to: string },
) {
  const text = await Deno.readTextFile(path);
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  await Deno.writeTextFile(path, text.replace(from, to));
}
