/** A real file that cannot grow: the system refuses the write, as on a full disk. */
import { expect } from "expect";
import { fileURLToPath } from "node:url";

const FILL = fileURLToPath(new URL("./_fill_disk.ts", import.meta.url));
/** In blocks of 1 KiB. */
const LIMIT = 2000;

Deno.test({
  name: "on a full disk the check of the store fails, and reads work",
  ignore: Deno.build.os === "windows",
  async fn() {
    const folder = await Deno.makeTempDir();
    // Without the trap, the signal XFSZ ends the process.
    const script =
      `trap '' XFSZ; ulimit -f ${LIMIT}; exec "$0" run -A --no-check "$1" "$2"`;
    const args = ["-c", script, Deno.execPath(), FILL, `${folder}/store.kv`];
    const { stdout, stderr } = await new Deno.Command("bash", { args })
      .output();
    await Deno.remove(folder, { recursive: true });
    const text = new TextDecoder().decode(stdout);
    if (text === "") throw new Error(new TextDecoder().decode(stderr));
    expect(text.trim()).toBe("unavailable 30000");
  },
});
