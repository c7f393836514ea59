/** What an attack has left in the store. */
import type { Product } from "./product.ts";

interface StoredMail {
  readonly to: string;
}

export async function mailsTo(
  { kvPath }: Product,
  address: string,
): Promise<number> {
  using kv = await Deno.openKv(kvPath);
  const mails = await Array.fromAsync(
    kv.list<StoredMail>({ prefix: ["mailbox"] }),
  );
  return mails.filter(({ value }) => value.to.includes(address)).length;
}

/** Bytes of the store's file with its log. */
export async function storeSize({ kvPath }: Product): Promise<number> {
  let bytes = 0;
  for (const suffix of ["", "-wal"]) {
    bytes += await Deno.stat(kvPath + suffix).then(({ size }) => size, () => 0);
  }
  return bytes;
}
