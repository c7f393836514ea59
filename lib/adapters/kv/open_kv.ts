import { SECOND } from "@/lib/domain/basic/instant.ts";
import { unlocked } from "./locked_file.ts";

/** How long another process may lock the file, with a backup for example. */
const OPEN_WITHIN = 10 * SECOND;

/** Opens a file, whose folder is created if it is missing, or a database over KV Connect. */
export async function openKv(path: string | undefined): Promise<Deno.Kv> {
  if (path === undefined) return await Deno.openKv();
  if (/^https?:\/\//i.test(path)) return await Deno.openKv(path);
  const folder = path.replace(/[^/\\]*$/, "");
  if (folder !== "" && path !== ":memory:") {
    await Deno.mkdir(folder, { recursive: true });
  }
  const kv = await unlocked(
    () => Deno.openKv(path),
    performance.now() + OPEN_WITHIN,
  );
  // It contains names and addresses: only this user may read it.
  if (path !== ":memory:" && Deno.build.os !== "windows") {
    for (const suffix of ["", "-wal", "-shm"]) {
      await Deno.chmod(path + suffix, 0o600).catch(() => {});
    }
  }
  return kv;
}
