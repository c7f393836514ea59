/** Opens the store; a file's folder is made if it is not there. */
export async function openKv(path: string | undefined): Promise<Deno.Kv> {
  if (path === undefined) return await Deno.openKv();
  const folder = path.replace(/[^/\\]*$/, "");
  if (folder !== "" && path !== ":memory:") {
    await Deno.mkdir(folder, { recursive: true });
  }
  return await Deno.openKv(path);
}
