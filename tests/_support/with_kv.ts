/**
 * Runs a test with Deno KV in its own file. A file rather than `:memory:`,
 * because only a file can be opened twice and exercises production's code path.
 * It is closed and removed afterwards, even when the test fails.
 */
export async function withKv<T>(
  work: (kv: Deno.Kv, path: string) => Promise<T> | T,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "visavis-kv-" });
  try {
    const path = `${folder}/test.kv`;
    const kv = await Deno.openKv(path);
    try {
      return await work(kv, path);
    } finally {
      kv.close();
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
