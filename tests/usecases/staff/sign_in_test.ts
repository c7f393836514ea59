import { expect } from "expect";
import { HOUR, MINUTE } from "@/lib/domain/basic/instant.ts";
import { SIGN_IN_REPEATS } from "@/lib/domain/basic/sign_in_repeats.ts";
import { signInByCode, signInByLink } from "@/lib/usecases/staff/sign_in.ts";
import { withApp } from "@/tests/_support/an_app.ts";
import { attempt, INES, NOOR, said, wrong } from "./_attempts.ts";

Deno.test("the link signs in once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { secret } = await attempt(app);
    const first = await signInByLink(deps, { secret });
    expect(first).toMatchObject({
      ok: true,
      value: { session: { actor: { role: "artist", email: INES } } },
    });
    app.clock.advance(SIGN_IN_REPEATS);
    expect(await said(signInByLink(deps, { secret }))).toBe("sign_in_expired");
  });
});

Deno.test("the code signs in once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    expect(await said(signInByCode(deps, { ticket: id, code }))).toBe("ok");
    app.clock.advance(SIGN_IN_REPEATS);
    expect(await said(signInByCode(deps, { ticket: id, code }))).toBe(
      "sign_in_expired",
    );
  });
});

Deno.test("the same request again within seconds, such as a double click, gets the same session; another code gets none", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const byCode = await attempt(app);
    const byLink = await attempt(app, NOOR);
    const ways = [
      () => signInByCode(deps, { ticket: byCode.id, code: byCode.code }),
      () => signInByLink(deps, { secret: byLink.secret }),
    ];
    for (const way of ways) {
      const [first, second] = [await way(), await way()];
      app.clock.advance(SIGN_IN_REPEATS - 1);
      const third = await way();
      if (!first.ok) throw new Error(first.code);
      expect(second).toEqual(first);
      expect(third).toEqual(first);
      expect(await deps.sessions.resolve(first.value.token))
        .toMatchObject(first.value.session);
    }
    const guess = wrong(byLink.code);
    expect(
      await said(signInByCode(deps, { ticket: byLink.id, code: guess })),
    )
      .toBe("sign_in_expired");
  });
});

Deno.test("link and code belong to one attempt: using one invalidates the other", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const byLink = await attempt(app);
    expect(await said(signInByLink(deps, { secret: byLink.secret }))).toBe(
      "ok",
    );
    expect(
      await said(
        signInByCode(deps, { ticket: byLink.id, code: byLink.code }),
      ),
    )
      .toBe("sign_in_expired");
    const byCode = await attempt(app);
    expect(
      await said(
        signInByCode(deps, { ticket: byCode.id, code: byCode.code }),
      ),
    ).toBe("ok");
    expect(await said(signInByLink(deps, { secret: byCode.secret })))
      .toBe("sign_in_expired");
  });
});

Deno.test("link and code at once, many times over: one session", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    const all = await Promise.all([
      signInByLink(deps, { secret }),
      signInByCode(deps, { ticket: id, code }),
      signInByLink(deps, { secret }),
      signInByCode(deps, { ticket: id, code }),
      signInByLink(deps, { secret }),
    ]);
    const tokens = all.flatMap((one) => one.ok ? [one.value.token] : []);
    expect(new Set(tokens).size).toBe(1);
  });
});

Deno.test("a code belongs to its own attempt", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mine = await attempt(app);
    const other = await attempt(app, NOOR);
    if (mine.code === other.code) return;
    expect(
      await said(signInByCode(deps, { ticket: other.id, code: mine.code })),
    )
      .toBe("code_wrong");
  });
});

Deno.test("four wrong codes and the right one: in. Five wrong codes: the right one is too late", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (
      const [wrongs, email, then] of [
        [4, INES, "ok"],
        [5, NOOR, "code_tries_used"],
      ] as const
    ) {
      const { id, code } = await attempt(app, email);
      for (let i = 1; i <= wrongs; i++) {
        expect(
          await said(
            signInByCode(deps, { ticket: id, code: wrong(code, i) }),
          ),
        )
          .toBe("code_wrong");
      }
      expect(await said(signInByCode(deps, { ticket: id, code }))).toBe(
        then,
      );
    }
  });
});

Deno.test("five wrong codes leave the link valid: the owner of the mailbox is not locked out", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    for (let i = 1; i <= 6; i++) {
      await signInByCode(deps, { ticket: id, code: wrong(code, i) });
    }
    expect(await said(signInByLink(deps, { secret }))).toBe("ok");
  });
});

Deno.test("twenty concurrent wrong guesses: at most five are checked", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    const guesses = Array.from({ length: 20 }, (_, i) => wrong(code, i + 1));
    const answers: string[] = [];
    for (let wave = 0; wave < 10; wave++) {
      answers.push(
        ...await Promise.all(
          guesses.map((guess) =>
            said(signInByCode(deps, { ticket: id, code: guess }))
          ),
        ),
      );
    }
    expect(answers.filter((one) => one === "code_wrong").length).toBe(5);
    expect(await said(signInByCode(deps, { ticket: id, code }))).toBe(
      "code_tries_used",
    );
  });
});

Deno.test("a guess that was not counted learns nothing, right or wrong", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code } = await attempt(app);
    const stale = await deps.signIns.get(await deps.secrets.hash(id));
    await signInByCode(deps, { ticket: id, code: wrong(code) });
    // Both read the attempt before the guess above was counted.
    const late = {
      ...deps,
      signIns: { ...deps.signIns, get: () => Promise.resolve(stale) },
    };
    expect(await said(signInByCode(late, { ticket: id, code }))).toBe(
      "conflict",
    );
    expect(
      await said(signInByCode(late, { ticket: id, code: wrong(code, 2) })),
    )
      .toBe("conflict");
  });
});

Deno.test("the right code is not refused because of wrong guesses counted at the same time", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    const { take } = deps.signIns;
    let between = 3;
    const signIns = {
      ...deps.signIns,
      async take(...asked: Parameters<typeof take>) {
        const [attemptId, stored] = asked;
        if (between-- > 0) await deps.signIns.countTry(attemptId, stored);
        return await take(...asked);
      },
    };
    expect(
      await said(signInByCode({ ...deps, signIns }, { ticket: id, code })),
    ).toBe("ok");
    expect(await said(signInByLink(deps, { secret }))).toBe("sign_in_expired");
  });
});

Deno.test("an attempt lasts 15 minutes, to the millisecond, for link and code alike", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    for (const [late, then] of [[-1, "ok"], [0, "sign_in_expired"]] as const) {
      const byCode = await attempt(app);
      const byLink = await attempt(app, NOOR);
      app.clock.advance(15 * MINUTE + late);
      expect(
        await said(
          signInByCode(deps, { ticket: byCode.id, code: byCode.code }),
        ),
      ).toBe(then);
      expect(await said(signInByLink(deps, { secret: byLink.secret }))).toBe(
        then,
      );
    }
  });
});

Deno.test("a session lasts twelve hours, and a sign-out ends it at once", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { secret } = await attempt(app);
    const signedIn = await signInByLink(deps, { secret });
    if (!signedIn.ok) throw new Error(signedIn.code);
    const { token } = signedIn.value;
    app.clock.advance(12 * HOUR - 1);
    expect(await deps.sessions.resolve(token)).not.toBe(null);
    await deps.sessions.revoke(token);
    expect(await deps.sessions.resolve(token)).toBe(null);
  });
});

Deno.test("an account that was removed after the mail was sent does not sign in", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const { id, code, secret } = await attempt(app);
    await app.kv((kv) => kv.delete(["staff_by_email", INES]));
    expect(await said(signInByLink(deps, { secret }))).toBe("sign_in_expired");
    expect(await said(signInByCode(deps, { ticket: id, code }))).toBe(
      "sign_in_expired",
    );
  });
});

Deno.test("neither link nor code is in the store once the mail is sent", async () => {
  await withApp(async (app) => {
    const { secret, code, id } = await attempt(app);
    const values = await app.values();
    expect(values).toContain(await app.services.deps.secrets.hash(id));
    // With it, the code could be found from a copy of the store with a million
    // hashes.
    expect(values).not.toContain(id);
    expect(values).not.toContain(secret);
    expect(values).not.toContain(`"${code}"`);
  });
});
