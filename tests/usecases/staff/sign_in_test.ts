import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/instant.ts";
import {
  requestSignIn,
  signInByCode,
  signInByLink,
} from "@/lib/usecases/sign_in.ts";
import { CollectingPostman } from "../_support/a_postman.ts";
import { type TestApp, withApp } from "../_support/an_app.ts";

const INES = "ines@studio.example";

interface Attempt {
  readonly id: string;
  readonly secret: string;
  readonly code: string;
}

/** An attempt with what its mail says. */
async function attempt(app: TestApp, email = INES): Promise<Attempt> {
  const postman = new CollectingPostman();
  app.replace({ postman });
  const asked = await requestSignIn(app.services.deps, email, "203.0.113.1");
  if (!asked.ok) throw new Error(asked.code);
  await asked.value.sent;
  const { secret, code } = postman.last("sign_in");
  return { id: asked.value.attemptId, secret, code };
}

const wrong = (code: string, by = 1) =>
  String((Number(code) + by) % 1_000_000).padStart(6, "0");

async function said(
  outcome: Promise<{ ok: true } | { ok: false; code: string }>,
): Promise<string> {
  const one = await outcome;
  return one.ok ? "ok" : one.code;
}

Deno.test("the link signs in once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { secret } = await attempt(app);
    const first = await signInByLink(deps, secret);
    expect(first).toMatchObject({
      ok: true,
      value: { session: { actor: { role: "artist", email: INES } } },
    });
    expect(await said(signInByLink(deps, secret))).toBe("sign_in_expired");
  });
});

Deno.test("the code signs in once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    expect(await said(signInByCode(deps, id, code))).toBe("ok");
    expect(await said(signInByCode(deps, id, code))).toBe("sign_in_expired");
  });
});

Deno.test("link and code are one attempt: the one that is used takes the other away", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const byLink = await attempt(app);
    expect(await said(signInByLink(deps, byLink.secret))).toBe("ok");
    expect(await said(signInByCode(deps, byLink.id, byLink.code)))
      .toBe("sign_in_expired");
    const byCode = await attempt(app);
    expect(await said(signInByCode(deps, byCode.id, byCode.code))).toBe("ok");
    expect(await said(signInByLink(deps, byCode.secret)))
      .toBe("sign_in_expired");
  });
});

Deno.test("link and code at one moment, many times over: one session", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    const all = await Promise.all([
      said(signInByLink(deps, secret)),
      said(signInByCode(deps, id, code)),
      said(signInByLink(deps, secret)),
      said(signInByCode(deps, id, code)),
      said(signInByLink(deps, secret)),
    ]);
    expect(all.filter((one) => one === "ok").length).toBe(1);
  });
});

Deno.test("a code belongs to its own attempt", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mine = await attempt(app);
    const other = await attempt(app, "noor@studio.example");
    if (mine.code === other.code) return;
    expect(await said(signInByCode(deps, other.id, mine.code)))
      .toBe("code_wrong");
  });
});

Deno.test("four wrong codes and the right one: in. Five wrong codes: the right one is too late", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (const [wrongs, then] of [[4, "ok"], [5, "sign_in_expired"]] as const) {
      const { id, code } = await attempt(app);
      for (let i = 1; i <= wrongs; i++) {
        expect(await said(signInByCode(deps, id, wrong(code, i))))
          .toBe("code_wrong");
      }
      expect(await said(signInByCode(deps, id, code))).toBe(then);
    }
  });
});

Deno.test("five wrong codes leave the link alive: the owner of the mailbox is not locked out", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    for (let i = 1; i <= 6; i++) await signInByCode(deps, id, wrong(code, i));
    expect(await said(signInByLink(deps, secret))).toBe("ok");
  });
});

Deno.test("twenty wrong guesses at one moment: at most five are looked at", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    const guesses = Array.from({ length: 20 }, (_, i) => wrong(code, i + 1));
    const answers: string[] = [];
    for (let wave = 0; wave < 10; wave++) {
      answers.push(
        ...await Promise.all(
          guesses.map((guess) => said(signInByCode(deps, id, guess))),
        ),
      );
    }
    expect(answers.filter((one) => one === "code_wrong").length).toBe(5);
    expect(await said(signInByCode(deps, id, code))).toBe("sign_in_expired");
  });
});

Deno.test("a guess that has not paid for a try learns nothing, be it right or wrong", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    const stale = await deps.signIns.get(await deps.secrets.hash(id));
    await signInByCode(deps, id, wrong(code));
    // Both read the attempt before the guess above was counted.
    const late = {
      ...deps,
      signIns: { ...deps.signIns, get: () => Promise.resolve(stale) },
    };
    expect(await said(signInByCode(late, id, code))).toBe("conflict");
    expect(await said(signInByCode(late, id, wrong(code, 2))))
      .toBe("conflict");
  });
});

Deno.test("the right code is not refused for wrong guesses that are counted at the same moment", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    const { take } = deps.signIns;
    let between = 3;
    const signIns = {
      ...deps.signIns,
      async take(attemptId: string, stored: Parameters<typeof take>[1]) {
        if (between-- > 0) await deps.signIns.countTry(attemptId, stored);
        return await take(attemptId, stored);
      },
    };
    expect(await said(signInByCode({ ...deps, signIns }, id, code))).toBe("ok");
    expect(await said(signInByLink(deps, secret))).toBe("sign_in_expired");
  });
});

Deno.test("an attempt lasts a quarter of an hour, to the millisecond, for link and code alike", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (const [late, then] of [[-1, "ok"], [0, "sign_in_expired"]] as const) {
      const byCode = await attempt(app);
      const byLink = await attempt(app);
      app.clock.advance(15 * MINUTE + late);
      expect(await said(signInByCode(deps, byCode.id, byCode.code))).toBe(then);
      expect(await said(signInByLink(deps, byLink.secret))).toBe(then);
    }
  });
});

Deno.test("a session lasts twelve hours, and a sign-out ends it at once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { secret } = await attempt(app);
    const signedIn = await signInByLink(deps, secret);
    if (!signedIn.ok) throw new Error(signedIn.code);
    const { token } = signedIn.value;
    app.clock.advance(12 * HOUR - 1);
    expect(await deps.sessions.resolve(token)).not.toBe(null);
    await deps.sessions.revoke(token);
    expect(await deps.sessions.resolve(token)).toBe(null);
  });
});

Deno.test("five mails in a quarter of an hour for one address, known or not; another address is not held up", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const postman = new CollectingPostman();
    app.replace({ postman });
    const ask = async (email: string, from = "203.0.113.1") => {
      const asked = await requestSignIn(deps, email, from);
      if (asked.ok) await asked.value.sent;
      return asked.ok ? "ok" : asked.code;
    };
    for (const email of [INES, "stranger@elsewhere.example"]) {
      const asked = await Promise.all(
        Array.from({ length: 12 }, (_, i) =>
          // Capitals and spaces make no other address.
          ask(i % 2 ? email.toUpperCase() : `${email} `)),
      );
      expect(asked.filter((one) => one === "ok").length).toBe(5);
      expect(asked.filter((one) => one === "rate_limited").length).toBe(7);
    }
    expect(postman.intents.length).toBe(5);
    expect(await ask("noor@studio.example")).toBe("ok");
    // Whoever asks in an artist's name does not lock the artist out.
    expect(await ask(INES, "198.51.100.7")).toBe("ok");
    app.clock.advance(15 * MINUTE);
    expect(await ask(INES)).toBe("ok");
  });
});

Deno.test("an account that was removed after the mail was sent does not sign in", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    await app.kv((kv) => kv.delete(["staff_by_email", INES]));
    expect(await said(signInByLink(deps, secret))).toBe("sign_in_expired");
    expect(await said(signInByCode(deps, id, code))).toBe("sign_in_expired");
  });
});

Deno.test("neither link nor code is in the store once the mail is sent", async () => {
  await withApp(async (app) => {
    const { secret, code, id } = await attempt(app);
    const values = await app.values();
    expect(values).toContain(await app.services.deps.secrets.hash(id));
    // With it, the code could be found from a copy of the store: a million hashes.
    expect(values).not.toContain(id);
    expect(values).not.toContain(secret);
    expect(values).not.toContain(`"${code}"`);
  });
});
