import { expect } from "expect";
import { createSessions } from "@/lib/adapters/kv/staff/sessions.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { HOUR } from "@/lib/domain/basic/instant.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const ADMIN = { role: "admin", email: "odile@studio.example" } as const;

function make(kv: Deno.Kv) {
  const clock = new FakeClock();
  const sessions = createSessions({
    store: new Store(kv),
    secrets: createSecrets(clock),
    clock,
  });
  return { clock, sessions };
}

Deno.test("a session is found by its token until it ends, and not after", async () => {
  await withKv(async (kv) => {
    const { clock, sessions } = make(kv);
    const expiresAt = clock.now() + HOUR;
    const token = await sessions.create(ADMIN, { expiresAt });
    expect(await sessions.resolve(token)).toEqual({ actor: ADMIN, expiresAt });
    clock.advance(HOUR - 1);
    expect(await sessions.resolve(token)).not.toBe(null);
    // The store deletes late; readers check the expiry.
    clock.advance(1);
    expect(await sessions.resolve(token)).toBe(null);
  });
});

Deno.test("the store holds no tokens: a copy of it signs nobody in", async () => {
  await withKv(async (kv) => {
    const { clock, sessions } = make(kv);
    const token = await sessions.create(ADMIN, {
      expiresAt: clock.now() + HOUR,
    });
    const entries = await Array.fromAsync(kv.list({ prefix: [] }));
    expect(entries.length).toBe(1);
    expect(JSON.stringify(entries)).not.toContain(token);
    for (const { key } of entries) {
      expect(await sessions.resolve(String(key.at(-1)))).toBe(null);
    }
  });
});

Deno.test("tokens do not repeat, and revoking one leaves the others valid", async () => {
  await withKv(async (kv) => {
    const { clock, sessions } = make(kv);
    const tokens = await Promise.all(
      Array.from(
        { length: 20 },
        () => sessions.create(ADMIN, { expiresAt: clock.now() + HOUR }),
      ),
    );
    expect(new Set(tokens).size).toBe(20);
    await sessions.revoke(tokens[0]!);
    await sessions.revoke(tokens[0]!);
    expect(await sessions.resolve(tokens[0]!)).toBe(null);
    expect(await sessions.resolve(tokens[1]!)).not.toBe(null);
  });
});

Deno.test("a session that would already have ended is not created", async () => {
  await withKv(async (kv) => {
    const { clock, sessions } = make(kv);
    const token = await sessions.create(ADMIN, {
      expiresAt: clock.now() - HOUR,
    });
    expect(await sessions.resolve(token)).toBe(null);
  });
});
