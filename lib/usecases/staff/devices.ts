import { DAY } from "@/lib/domain/basic/instant.ts";
import type { Deps } from "@/lib/ports/mod.ts";

/** A person who has been away this long is as any other browser. */
const LASTS = 180 * DAY;

/** Reads the browser's cookie for an account, which its sign-in has set. */
export type DeviceOf = (account: string) => string | null;

/** What a browser gets that has signed in: strangers' requests and guesses do not slow it down. */
export interface Device {
  readonly account: string;
  readonly token: string;
  readonly lastsMs: number;
}

/** The hash of the browser's token, if the browser has signed in to this account. */
export async function knownDevice(
  { secrets, signIns }: Deps,
  { account, deviceOf }: {
    readonly account: string;
    readonly deviceOf: DeviceOf;
  },
): Promise<string | null> {
  const token = deviceOf(account);
  if (token === null) return null;
  const hash = await secrets.hash(token);
  return await signIns.isDevice(hash, account) ? hash : null;
}

export async function addDevice(
  { secrets, signIns }: Deps,
  { account, token }: Pick<Device, "account" | "token">,
): Promise<Device> {
  const device = { account, lastsMs: LASTS };
  await signIns.addDevice(await secrets.hash(token), device);
  return { ...device, token };
}
