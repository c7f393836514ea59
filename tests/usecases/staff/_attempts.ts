import type { Outcome } from "@/lib/domain/basic/refusal.ts";
import type { DeviceOf } from "@/lib/usecases/staff/devices.ts";
import { requestSignIn } from "@/lib/usecases/staff/request_sign_in.ts";
import type { TestApp } from "@/tests/_support/an_app.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";

export const INES = "ines@studio.example";
export const NOOR = "noor@studio.example";

export interface Attempt {
  /** In the cookie of the browser that asked. */
  readonly id: string;
  readonly secret: string;
  readonly code: string;
}

/** A sign-in attempt with the content of its mail. */
export async function attempt(app: TestApp, email = INES): Promise<Attempt> {
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  const id = await ticket(app, { email });
  await app.services.settled();
  const { secret, code } = mailSender.last("sign_in");
  return { id, secret, code };
}

/** A browser asks; whether a mail follows depends on the others. */
export async function ticket(
  app: TestApp,
  { email = INES, from = "203.0.113.1", next = null, deviceOf = () => null }: {
    readonly email?: string;
    readonly from?: string;
    readonly next?: string | null;
    readonly deviceOf?: DeviceOf;
  } = {},
): Promise<string> {
  const asked = await requestSignIn(app.services.deps, {
    email,
    from,
    next,
    deviceOf,
  });
  if (!asked.ok) throw new Error(asked.code);
  return asked.value.ticket;
}

export const wrong = (code: string, by = 1) =>
  String((Number(code) + by) % 1_000_000).padStart(6, "0");

export async function said(
  outcome: Promise<Outcome<unknown>>,
): Promise<string> {
  const one = await outcome;
  return one.ok ? "ok" : one.code;
}
