/** Strangers who know an artist's address ask for mails and guess codes, and the artist can still sign in. */
import { expect } from "expect";
import { DAY, HOUR, MINUTE, SECOND } from "@/lib/domain/basic/instant.ts";
import type { DeviceOf } from "@/lib/usecases/staff/devices.ts";
import { signInByCode, signInByLink } from "@/lib/usecases/staff/sign_in.ts";
import { CollectingMailSender } from "@/tests/_support/collecting_mail_sender.ts";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { attempt, INES, NOOR, said, ticket, wrong } from "./_attempts.ts";

const UNKNOWN = "stranger@elsewhere.example";

/** Each from another network. */
const stranger = (i: number) => ({ from: `198.51.100.${i}` });

function collecting(app: TestApp) {
  const mailSender = new CollectingMailSender();
  app.replace({ mailSender });
  return {
    last: () => mailSender.last("sign_in"),
    async sent(kind = "sign_in") {
      await app.services.settled();
      return mailSender.intents.filter(({ mail }) => mail.kind === kind).length;
    },
  };
}

/** The browser of a person who has signed in by the link. */
async function browserOf(app: TestApp, email = INES): Promise<DeviceOf> {
  const { secret } = await attempt(app, email);
  const signedIn = await signInByLink(app.services.deps, { secret });
  if (!signedIn.ok) throw new Error(signedIn.code);
  const { account, token } = signedIn.value.device;
  return (asked) => asked === account ? token : null;
}

/** Guesses of as many browsers as it takes; returns how many were compared with the code. */
async function guesses(app: TestApp, count: number, email = INES) {
  const { deps } = app.services;
  const answers: string[] = [];
  for (let i = 0; i < count / 5; i++) {
    const id = await ticket(app, { email, ...stranger(i) });
    for (let n = 0; n < 5; n++) {
      const code = String(i * 5 + n).padStart(6, "0");
      answers.push(await said(signInByCode(deps, { ticket: id, code })));
    }
  }
  return {
    compared: answers.filter((one) => one === "code_wrong").length,
    refused: answers.filter((one) => one === "too_many_codes").length,
  };
}

Deno.test("attack: thirty requests of strangers send one mail, and its code and link sign the owner in", async () => {
  for (const by of ["code", "link"] as const) {
    await withApp(async (app) => {
      const { deps } = app.services;
      const mails = collecting(app);
      for (let i = 0; i < 30; i++) await ticket(app, stranger(i));
      const own = await ticket(app, { from: "203.0.113.1" });
      expect(await mails.sent()).toBe(1);
      const { code, secret } = mails.last();
      expect(
        await said(
          by === "code"
            ? signInByCode(deps, { ticket: own, code })
            : signInByLink(deps, { secret }),
        ),
      ).toBe("ok");
    });
  }
});

Deno.test("attack: thirty strangers at the same moment open one attempt", async () => {
  await withApp(async (app) => {
    const mails = collecting(app);
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => ticket(app, stranger(i))),
    );
    expect(await mails.sent()).toBe(1);
  });
});

Deno.test("attack: strangers who ask every half minute cause nine mails in the first hour, and then six an hour", async () => {
  await withApp(async (app) => {
    const mails = collecting(app);
    const perHour: number[] = [];
    for (let hour = 0; hour < 3; hour++) {
      const before = await mails.sent();
      for (let i = 0; i < 120; i++) {
        await ticket(app, stranger(i % 250));
        app.clock.advance(30 * SECOND);
      }
      perHour.push(await mails.sent() - before);
    }
    expect(perHour).toEqual([9, 6, 6]);
  });
});

Deno.test("the owner who asks in between always has a mail that works for five more minutes", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mails = collecting(app);
    for (let at = 0; at < 40; at++) {
      await ticket(app, stranger(at));
      const own = await ticket(app);
      await app.services.settled();
      const { code, expiresAt } = mails.last();
      expect(expiresAt - app.clock.now()).toBeGreaterThan(5 * MINUTE);
      if (at === 39) {
        expect(await said(signInByCode(deps, { ticket: own, code }))).toBe(
          "ok",
        );
      }
      app.clock.advance(MINUTE);
    }
  });
});

Deno.test("a repeated request sends the same mail again, after one, two and four minutes", async () => {
  await withApp(async (app) => {
    const mails = collecting(app);
    const sentAt: number[] = [];
    const seen = new Set<string>();
    for (let minute = 0; minute < 10; minute++) {
      const before = await mails.sent();
      await ticket(app);
      if (await mails.sent() > before) sentAt.push(minute);
      seen.add(mails.last().code + mails.last().secret);
      app.clock.advance(MINUTE);
    }
    expect(sentAt).toEqual([0, 1, 3, 7]);
    expect(seen.size).toBe(1);
  });
});

Deno.test("attack: of 150 guesses in thirty browsers five are compared at once, and twenty in an hour", async () => {
  await withApp(async (app) => {
    expect(await guesses(app, 150)).toEqual({ compared: 5, refused: 145 });
    const { deps } = app.services;
    const start = app.clock.now();
    let compared = 5;
    for (let i = 0; app.clock.now() < start + HOUR; i++) {
      const id = await ticket(app, stranger(i % 250));
      const code = String(i).padStart(6, "0");
      const answer = await signInByCode(deps, { ticket: id, code });
      if (answer.ok) return; // One chance in fifty thousand.
      if (answer.code === "code_wrong") compared++;
      const wait = answer.facts.retryAfterSeconds ?? 0;
      expect(wait > 0).toBe(answer.code === "too_many_codes");
      app.clock.advance(Math.max(SECOND, wait * SECOND));
    }
    expect(compared).toBe(20);
    // A new hour.
    expect((await guesses(app, 150)).compared).toBe(5);
  });
});

Deno.test("attack: while codes are refused, the link in the mail signs in, and so does a code in a browser that signed in before", async () => {
  for (const by of ["code", "link"] as const) {
    await withApp(async (app) => {
      const { deps } = app.services;
      const deviceOf = await browserOf(app);
      const mails = collecting(app);
      await guesses(app, 150);
      const other = await ticket(app);
      const own = await ticket(app, { deviceOf });
      await app.services.settled();
      const { code, secret } = mails.last();
      expect(await said(signInByCode(deps, { ticket: other, code })))
        .toBe("too_many_codes");
      expect(
        await said(
          by === "code"
            ? signInByCode(deps, { ticket: own, code, deviceOf })
            : signInByLink(deps, { secret }),
        ),
      ).toBe("ok");
    });
  }
});

Deno.test("a browser that signed in before gets its mail at once, whatever strangers and its own network have asked", async () => {
  await withApp(async (app) => {
    const deviceOf = await browserOf(app);
    const mails = collecting(app);
    const from = "203.0.113.1";
    for (let i = 0; i < 29; i++) await ticket(app, { email: `${i}@x.example` });
    await expect(ticket(app, { from })).rejects.toThrow("rate_limited");
    for (let i = 0; i < 10; i++) await ticket(app, stranger(i));
    expect(await mails.sent()).toBe(1);
    for (let i = 0; i < 8; i++) await ticket(app, { from, deviceOf });
    // Its own requests are bounded too.
    expect(await mails.sent()).toBe(6);
  });
});

Deno.test("attack: a browser that signed in to one account passes nothing for another, and guesses twenty an hour itself", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const noors = await browserOf(app, NOOR);
    const token = noors(await deps.secrets.hash(NOOR));
    const stolen: DeviceOf = () => token;
    await guesses(app, 150);
    const id = await ticket(app, { deviceOf: stolen });
    expect(
      await said(
        signInByCode(deps, { ticket: id, code: "000000", deviceOf: stolen }),
      ),
    ).toBe("too_many_codes");
    let compared = 0;
    for (let i = 0; i < 29; i++) {
      const own = await ticket(app, { email: NOOR, deviceOf: noors });
      const code = String(i).padStart(6, "0");
      const answer = await said(
        signInByCode(deps, { ticket: own, code, deviceOf: noors }),
      );
      if (answer === "code_wrong") compared++;
      app.clock.advance(2 * MINUTE);
    }
    expect(compared).toBe(20);
  });
});

Deno.test("attack: an unknown address is guessed at, asked for and refused like a known one, and gets no mail", async () => {
  const answers: { compared: number; refused: number }[] = [];
  for (const email of [INES, UNKNOWN]) {
    await withApp(async (app) => {
      const mails = collecting(app);
      answers.push(await guesses(app, 150, email));
      app.clock.advance(HOUR);
      answers.push(await guesses(app, 30, email));
      expect(await mails.sent() > 0).toBe(email === INES);
    });
  }
  expect(answers.slice(0, 2)).toEqual(answers.slice(2));
});

Deno.test("the owner is mailed once a day that codes are refused, and nobody is for an unknown address", async () => {
  for (const [email, expected] of [[INES, [1, 1, 2]], [UNKNOWN, [0, 0, 0]]]) {
    await withApp(async (app) => {
      const mails = collecting(app);
      const { deps } = app.services;
      const sent: number[] = [];
      for (const pause of [0, HOUR, DAY]) {
        app.clock.advance(pause);
        for (let i = 0; i < 22; i++) {
          const id = await ticket(app, {
            email: email as string,
            ...stranger(i),
          });
          await said(signInByCode(deps, { ticket: id, code: "000000" }));
          app.clock.advance(2 * MINUTE);
        }
        sent.push(await mails.sent("codes_refused"));
      }
      expect(sent).toEqual(expected);
    });
  }
});

Deno.test("a sign-in in one browser ends the tickets of the others, and the next request opens another attempt", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mails = collecting(app);
    const strangers = await ticket(app, stranger(1));
    const own = await ticket(app);
    const late = await ticket(app, stranger(2));
    await app.services.settled();
    const { code, secret } = mails.last();
    expect(await said(signInByCode(deps, { ticket: own, code }))).toBe("ok");
    for (const other of [strangers, late]) {
      for (const tried of [code, wrong(code)]) {
        expect(await said(signInByCode(deps, { ticket: other, code: tried })))
          .toBe("sign_in_expired");
      }
    }
    expect(await said(signInByLink(deps, { secret }))).toBe("sign_in_expired");
    const again = await ticket(app);
    expect(await mails.sent()).toBe(2);
    expect(mails.last().secret).not.toBe(secret);
    const { code: next } = mails.last();
    expect(await said(signInByCode(deps, { ticket: again, code: next })))
      .toBe("ok");
  });
});

Deno.test("two browsers that enter the same code at once: one session", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mails = collecting(app);
    const tickets = [await ticket(app), await ticket(app, stranger(1))];
    await app.services.settled();
    const { code } = mails.last();
    const answers = await Promise.all(
      tickets.map((id) => said(signInByCode(deps, { ticket: id, code }))),
    );
    expect(answers.toSorted()).toEqual(["ok", "sign_in_expired"]);
  });
});

Deno.test("a link opened in the browser that asked leads to the page that this browser asked for", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const mails = collecting(app);
    await ticket(app, { ...stranger(1), next: "/artist/past" });
    const own = await ticket(app, { next: "/artist/calendar" });
    await app.services.settled();
    const { secret } = mails.last();
    expect(await signInByLink(deps, { secret, ticket: own }))
      .toMatchObject({ ok: true, value: { next: "/artist/calendar" } });
  });
});

Deno.test("after the server's key is replaced, a request opens another attempt, and the earlier link still works", async () => {
  await withApp(async (app) => {
    const { deps } = app.services;
    const before = await attempt(app);
    const { signIn } = deps.secrets;
    app.replace({
      secrets: { ...deps.secrets, signIn: (nonce) => signIn(`other ${nonce}`) },
    });
    const after = await attempt(app);
    expect(after.secret).not.toBe(before.secret);
    for (const { secret } of [before, after]) {
      expect(await said(signInByLink(deps, { secret }))).toBe("ok");
    }
  });
});

Deno.test("a row of an older version, which knows no account, signs in by code and by link", async () => {
  for (const by of ["code", "link"] as const) {
    await withApp(async (app) => {
      const { deps } = app.services;
      const { hash } = deps.secrets;
      const row = await hash("ticket");
      const linkHash = await hash("secret");
      await app.kv(async (kv) => {
        await kv.set(["sign_ins", row], {
          email: INES,
          linkHash,
          codeHash: await hash("ticket 123456"),
          triesLeft: 5,
          expiresAt: app.clock.now() + MINUTE,
        });
        await kv.set(["sign_ins_by_link", linkHash], row);
      });
      expect(
        await said(
          by === "code"
            ? signInByCode(deps, { ticket: "ticket", code: "123456" })
            : signInByLink(deps, { secret: "secret" }),
        ),
      ).toBe("ok");
    });
  }
});
