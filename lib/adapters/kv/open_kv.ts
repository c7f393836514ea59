/** Opens the store; a file's folder is made if it is not there. */
export async function openKv(path: string | undefined): Promise<Deno.Kv> {
  if (path === undefined) return await Deno.openKv();
  const folder = path.replace(/[^/\\]*$/, "");
  if (folder !== "" && path !== ":memory:") {
    await Deno.mkdir(folder, { recursive: true });
  }
  const kv = await Deno.openKv(path);
  // Names and addresses are in it: for this user's eyes alone.
  if (path !== ":memory:" && Deno.build.os !== "windows") {
    for (const suffix of ["", "-wal", "-shm"]) {
      await Deno.chmod(path + suffix, 0o600).catch(() => {});
    }
  }
  return kv;
}
