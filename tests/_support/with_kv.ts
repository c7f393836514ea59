/**
 * Runs a test against Deno KV in a file of its own. A file and not `:memory:`,
 * because only a file can be opened twice and only a file runs the code that
 * production runs; closed and removed afterwards, also when the test fails.
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
