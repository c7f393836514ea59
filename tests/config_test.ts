import { expect } from "expect";
import fc from "fast-check";
import { type Config, describeConfig, readConfig } from "@/lib/config/mod.ts";

const HEX = "0123456789abcdef0123456789abcdef";
const TWILIO = {
  TWILIO_ACCOUNT_SID: `AC${HEX}`,
  TWILIO_API_KEY_SID: `SK${HEX}`,
  TWILIO_API_KEY_SECRET: "key-secret-7f3a",
  TWILIO_AUTH_TOKEN: "auth-token-91bd",
};
const RESEND = {
  RESEND_API_KEY: "re_secret_55e1",
  MAIL_FROM: "Atelier Vidal <hello@vidal.example>",
};
type Env = Record<string, string | undefined>;

function configOf(env: Env): Config {
  const outcome = readConfig(env);
  if (!outcome.ok) throw new Error(outcome.issues.join("\n"));
  return outcome.config;
}

function issuesOf(env: Env): readonly string[] {
  const outcome = readConfig(env);
  return outcome.ok ? [] : outcome.issues;
}

Deno.test("an empty environment is a complete configuration for a laptop", () => {
  expect(configOf({})).toEqual({
    port: 8000,
    baseUrl: "http://localhost:8000",
    kvPath: ".data/visavis.kv",
    production: false,
    trustedProxies: 0,
    joinPolicy: { earlyMs: 600_000, graceMs: 900_000 },
    video: {
      backend: "embedded",
      reason: "TWILIO_ACCOUNT_SID is not set",
      turn: null,
    },
    mail: { transport: "mailbox", reason: "RESEND_API_KEY is not set" },
    sms: { transport: "off", reason: "TWILIO_SMS_FROM is not set" },
    codecs: { mobile: "VP8", desktop: "H264" },
  });
});

Deno.test("ROOMS_SHARED is refused with what to do instead, unless it shares nothing", () => {
  expect(issuesOf({ ROOMS_SHARED: "yes" })).toEqual([
    expect.stringMatching(/ROOMS_SHARED no longer exists.*TWILIO_ACCOUNT_SID/),
  ]);
  configOf({ ROOMS_SHARED: "no" });
  configOf({ ROOMS_SHARED: "" });
});

Deno.test("the URL of a database needs its access token, and other schemes are refused", () => {
  const KV_PATH = "https://kv.vidal.example/db";
  expect(issuesOf({ KV_PATH })).toEqual([
    expect.stringContaining("DENO_KV_ACCESS_TOKEN is not set"),
  ]);
  const withToken = { KV_PATH, DENO_KV_ACCESS_TOKEN: "secret" };
  expect(configOf(withToken).kvPath).toBe(KV_PATH);
  for (const wrong of ["file:///data/a.kv", "postgres://db/a", "http://"]) {
    expect(issuesOf({ ...withToken, KV_PATH: wrong })).toEqual([
      expect.stringContaining("KV_PATH must be a file, or the http"),
    ]);
  }
  for (const file of ["a.kv", "C:\\data\\a.kv", "/data/a:b.kv"]) {
    expect(configOf({ KV_PATH: file }).kvPath).toBe(file);
  }
});

Deno.test("blank variables count as unset", () => {
  const blank = Object.fromEntries(
    [
      "PORT",
      "BASE_URL",
      "KV_PATH",
      "DENO_DEPLOY",
      "VISAVIS_ENV",
      "JOIN_EARLY_MINUTES",
      "VIDEO_CODEC_MOBILE",
      "TURN_URLS",
      "TWILIO_MEDIA_REGION",
      "TWILIO_SMS_FROM",
      ...Object.keys(TWILIO),
      ...Object.keys(RESEND),
    ].map((name, i) => [name, i % 2 === 0 ? "" : "  "]),
  );
  expect(configOf(blank)).toEqual(configOf({}));
});

Deno.test("the default address follows the port", () => {
  expect(configOf({ PORT: "4321" }).baseUrl).toBe("http://localhost:4321");
});

Deno.test("an address loses its trailing slash and nothing else", () => {
  const at = (BASE_URL: string) => configOf({ BASE_URL, ...RESEND }).baseUrl;
  expect(at("https://visit.vidal.example/")).toBe(
    "https://visit.vidal.example",
  );
  expect(at("http://192.168.1.20:8000")).toBe("http://192.168.1.20:8000");
});

for (
  const [what, BASE_URL] of [
    ["a path", "https://vidal.example/visits"],
    ["a query", "https://vidal.example/?a=1"],
    ["a bare question mark", "https://vidal.example/?"],
    ["a fragment", "https://vidal.example/#x"],
    ["a user", "https://ines@vidal.example/"],
    ["no scheme", "vidal.example"],
    ["another scheme", "javascript:alert(1)"],
    ["a file", "file:///etc/passwd"],
  ] as const
) {
  Deno.test(`an address with ${what} is refused by name`, () => {
    expect(issuesOf({ BASE_URL, ...RESEND })).toEqual([
      expect.stringMatching(/^BASE_URL must be an origin/),
    ]);
  });
}

for (const PORT of ["0", "65536", "-1", "80a", "8e3", "1.5", "99999999999"]) {
  Deno.test(`PORT=${PORT} is refused by name`, () => {
    expect(issuesOf({ PORT })).toEqual([
      "PORT must be a whole number from 1 to 65535.",
    ]);
  });
}

for (const name of ["JOIN_EARLY_MINUTES", "JOIN_GRACE_MINUTES"]) {
  Deno.test(`${name} takes whole minutes up to two hours`, () => {
    for (const bad of ["-5", "121", "ten", "2.5"]) {
      expect(issuesOf({ [name]: bad })).toEqual([
        `${name} must be a whole number from 0 to 120.`,
      ]);
    }
    const policy = configOf({ [name]: "30" }).joinPolicy;
    expect(Object.values(policy)).toContain(30 * 60_000);
    expect(Object.values(configOf({ [name]: "0" }).joinPolicy)).toContain(0);
  });
}

Deno.test("a complete Twilio account selects Twilio", () => {
  expect(configOf({ ...TWILIO, TWILIO_MEDIA_REGION: "de1" }).video).toEqual({
    backend: "twilio",
    accountSid: TWILIO.TWILIO_ACCOUNT_SID,
    apiKeySid: TWILIO.TWILIO_API_KEY_SID,
    apiKeySecret: TWILIO.TWILIO_API_KEY_SECRET,
    authToken: TWILIO.TWILIO_AUTH_TOKEN,
    previousApiKey: null,
    region: "de1",
  });
});

for (const mask of Array.from({ length: 14 }, (_, i) => i + 1)) {
  const names = Object.keys(TWILIO) as (keyof typeof TWILIO)[];
  const present = names.filter((_, i) => mask & (1 << i));
  const absent = names.filter((_, i) => !(mask & (1 << i)));
  Deno.test(`half a Twilio account (${present.join(", ")}) lists the rest in one message`, () => {
    const issues = issuesOf(
      Object.fromEntries(present.map((name) => [name, TWILIO[name]])),
    );
    expect(issues.length).toBe(1);
    expect(issues[0]).toContain(`: ${absent.join(", ")} `);
    expect(issues[0]).toContain("not set");
  });
}

Deno.test("half of any other account lists what is missing", () => {
  const { RESEND_API_KEY, MAIL_FROM } = RESEND;
  expect(issuesOf({ RESEND_API_KEY })).toEqual([
    expect.stringContaining("MAIL_FROM is not set"),
  ]);
  expect(issuesOf({ MAIL_FROM })).toEqual([
    expect.stringContaining("RESEND_API_KEY is not set"),
  ]);
  expect(issuesOf({ TURN_URLS: "turn:relay.example" })).toEqual([
    expect.stringContaining("TURN_SECRET is not set"),
  ]);
  expect(issuesOf({ TURN_SECRET: "s" })).toEqual([
    expect.stringContaining("TURN_URLS is not set"),
  ]);
  expect(issuesOf({ ...TWILIO, TWILIO_PREVIOUS_API_KEY_SID: `SK${HEX}` }))
    .toEqual([
      expect.stringContaining("TWILIO_PREVIOUS_API_KEY_SECRET is not set"),
    ]);
});

Deno.test("a previous Twilio key is read beside the current one, and has no effect alone", () => {
  const previous = {
    TWILIO_PREVIOUS_API_KEY_SID: `SK${HEX}`,
    TWILIO_PREVIOUS_API_KEY_SECRET: "previous-secret-22aa",
  };
  expect(configOf({ ...TWILIO, ...previous }).video).toMatchObject({
    previousApiKey: { sid: `SK${HEX}`, secret: "previous-secret-22aa" },
  });
  expect(issuesOf(previous)).toEqual([
    "TWILIO_PREVIOUS_API_KEY_SID needs a Twilio account, and none is set.",
  ]);
});

Deno.test("half a mail account in production is one error, not two", () => {
  const env = { VISAVIS_ENV: "production", BASE_URL: "https://vidal.example" };
  expect(issuesOf({ ...env, MAIL_FROM: RESEND.MAIL_FROM }).length).toBe(1);
});

Deno.test("swapped Twilio identifiers are reported one by one", () => {
  const issues = issuesOf({
    ...TWILIO,
    TWILIO_ACCOUNT_SID: TWILIO.TWILIO_API_KEY_SID,
    TWILIO_API_KEY_SID: TWILIO.TWILIO_ACCOUNT_SID + "0",
  });
  expect(issues).toEqual([
    expect.stringMatching(/^TWILIO_ACCOUNT_SID must be AC .*34 characters/),
    expect.stringMatching(/^TWILIO_API_KEY_SID must be SK .*34 characters/),
  ]);
});

Deno.test("a relay takes several addresses and refuses an invalid one", () => {
  const video = configOf({
    TURN_URLS:
      "turn:relay.example:3478, turns:relay.example:5349?transport=tcp",
    TURN_SECRET: "s",
  }).video;
  expect(video.backend === "embedded" && video.turn?.urls).toEqual([
    "turn:relay.example:3478",
    "turns:relay.example:5349?transport=tcp",
  ]);
  for (const TURN_URLS of ["https://relay.example", ",", "turn:", "turn:a b"]) {
    expect(issuesOf({ TURN_URLS, TURN_SECRET: "s" }))
      .toEqual([expect.stringMatching(/^TURN_URLS must be/)]);
  }
});

Deno.test("a sender with a line break cannot add a header", () => {
  for (
    const MAIL_FROM of [
      "Ines\r\nBcc: all@example.com <i@vidal.example>",
      "no address",
      "<@>",
      "Anna <a@vidal.example>, Bob <b@vidal.example>",
      "a@vidal.example, b@vidal.example",
      'Half "a quote <a@vidal.example>',
      "Anna <a@vidal.example> and more",
    ]
  ) {
    expect(issuesOf({ ...RESEND, MAIL_FROM })).toEqual([
      expect.stringMatching(/^MAIL_FROM must be an email address/),
    ]);
  }
});

Deno.test("a sender's name with special characters is put into quotes", () => {
  const fromOf = (MAIL_FROM: string) => {
    const { mail } = configOf({ ...RESEND, MAIL_FROM });
    return mail.transport === "resend" ? mail.from : null;
  };
  const to = "<hello@vidal.example>";
  expect(fromOf(`Atelier Rosewood, Paris ${to}`))
    .toBe(`"Atelier Rosewood, Paris" ${to}`);
  expect(fromOf(`"Rosewood, Paris" ${to}`)).toBe(`"Rosewood, Paris" ${to}`);
  expect(fromOf(`"The \\"Atelier\\"" ${to}`)).toBe(`"The \\"Atelier\\"" ${to}`);
  expect(fromOf(`Dr. Vidal (Paris) ${to}`)).toBe(`"Dr. Vidal (Paris)" ${to}`);
  expect(fromOf(`Atelier Vidal ${to}`)).toBe(`Atelier Vidal ${to}`);
  expect(fromOf(`Büro Müller${to}`)).toBe(`Büro Müller ${to}`);
  expect(fromOf(to)).toBe("hello@vidal.example");
  expect(fromOf(" hello@vidal.example ")).toBe("hello@vidal.example");
});

Deno.test("unknown codecs and modes are reported with the possible values", () => {
  expect(issuesOf({ VIDEO_CODEC_MOBILE: "vp9", VISAVIS_ENV: "prod" })).toEqual([
    "VISAVIS_ENV must be one of production, development.",
    "VIDEO_CODEC_MOBILE must be one of VP8, H264, auto.",
  ]);
  expect(configOf({ VIDEO_CODEC_DESKTOP: "auto" }).codecs.desktop).toBe("auto");
});

Deno.test("production means Deno Deploy, https on a public host, or an explicit setting", () => {
  const base = "https://vidal.example";
  const cases: [Env, boolean][] = [
    [{ BASE_URL: base }, true],
    [{ BASE_URL: base, VISAVIS_ENV: "development" }, true],
    [{ BASE_URL: base, DENO_DEPLOY: "1" }, true],
    [{ BASE_URL: "http://localhost:9000", VISAVIS_ENV: "production" }, true],
    [{ BASE_URL: "https://localhost" }, false],
    [{ BASE_URL: "https://visavis.localhost" }, false],
    [{ BASE_URL: "https://127.0.0.1:8443" }, false],
    [{ BASE_URL: "https://[::1]:8443" }, false],
    [{ BASE_URL: "http://192.168.1.20:8000" }, false],
    // A public name may begin like a local one.
    [{ BASE_URL: "https://localhost.vidal.example" }, true],
    [{ BASE_URL: "https://127.0.0.1.nip.example" }, true],
  ];
  for (const [env, production] of cases) {
    expect([env, configOf({ ...env, ...RESEND }).production]).toEqual([
      env,
      production,
    ]);
  }
});

Deno.test("production never starts with the mailbox page", () => {
  for (
    const env of [
      { BASE_URL: "https://vidal.example" },
      { BASE_URL: "https://vidal.example", VISAVIS_ENV: "production" },
      { BASE_URL: "https://vidal.example", DENO_DEPLOY: "1" },
    ]
  ) {
    expect(issuesOf(env)).toEqual([
      expect.stringMatching(/^Production needs a mail account/),
    ]);
  }
});

Deno.test("production needs its public address, and https", () => {
  expect(issuesOf({ DENO_DEPLOY: "1", ...RESEND })).toEqual([
    expect.stringMatching(/^BASE_URL is not set/),
  ]);
  expect(
    issuesOf({
      VISAVIS_ENV: "production",
      BASE_URL: "http://vidal.example",
      ...RESEND,
    }),
  ).toEqual([expect.stringMatching(/^BASE_URL must use https/)]);
});

Deno.test("on Deno Deploy the provisioned database is used, unless a path is given", () => {
  const deploy = {
    DENO_DEPLOY: "1",
    BASE_URL: "https://vidal.example",
    ...RESEND,
  };
  expect(configOf(deploy).kvPath).toBeUndefined();
  expect(configOf({ ...deploy, KV_PATH: "/data/kv" }).kvPath).toBe("/data/kv");
});

Deno.test("all errors are reported together", () => {
  const issues = issuesOf({
    PORT: "x",
    BASE_URL: "ftp://x",
    JOIN_EARLY_MINUTES: "-1",
    TWILIO_ACCOUNT_SID: "AC1",
    MAIL_FROM: "nobody",
    VIDEO_CODEC_DESKTOP: "AV1",
  });
  const named = [
    "PORT",
    "BASE_URL",
    "JOIN_EARLY_MINUTES",
    "TWILIO_API_KEY_SID",
    "TWILIO_ACCOUNT_SID must be",
    "RESEND_API_KEY",
    "MAIL_FROM must be",
    "VIDEO_CODEC_DESKTOP",
  ];
  for (const name of named) expect(issues.join("\n")).toContain(name);
});

Deno.test("the description says what runs and why, and shows no secret", () => {
  expect(describeConfig(configOf({}))).toEqual([
    "Address: http://localhost:8000 (development)",
    "Data: .data/visavis.kv",
    "Video: embedded rooms (TWILIO_ACCOUNT_SID is not set)",
    "Recording: off; it needs a Twilio account",
    "Relay: none (TURN_URLS is not set); calls fail on some networks",
    "Mail: the mailbox at /dev/mailbox (RESEND_API_KEY is not set)",
    "Text messages: off (TWILIO_SMS_FROM is not set)",
    "Joining: from 10 minutes before the start to 15 minutes after the end",
    "Video codecs: VP8 on phones, H264 on desktops",
  ]);
  const full = describeConfig(configOf({
    ...TWILIO,
    ...RESEND,
    TWILIO_PREVIOUS_API_KEY_SID: `SK${HEX}`,
    TWILIO_PREVIOUS_API_KEY_SECRET: "previous-secret-22aa",
    TWILIO_MEDIA_REGION: "ie1",
  })).join("\n");
  expect(full).toContain("Twilio account …cdef, media in ie1");
  expect(full).toContain("Twilio key: the previous key is the fallback");
  expect(full).toContain("Resend, from Atelier Vidal <hello@vidal.example>");
  for (
    const secret of [
      TWILIO.TWILIO_API_KEY_SECRET,
      TWILIO.TWILIO_AUTH_TOKEN,
      RESEND.RESEND_API_KEY,
      "previous-secret-22aa",
      HEX,
    ]
  ) {
    expect(full).not.toContain(secret);
  }
});

Deno.test("no error repeats a value, which may be a secret in the wrong place", () => {
  const names = [
    "PORT",
    "BASE_URL",
    "VISAVIS_ENV",
    "JOIN_EARLY_MINUTES",
    "TURN_URLS",
    "TURN_SECRET",
    "TWILIO_MEDIA_REGION",
    "VIDEO_CODEC_MOBILE",
    ...Object.keys(TWILIO),
    ...Object.keys(RESEND),
  ];
  fc.assert(fc.property(
    fc.dictionary(fc.constantFrom(...names), fc.stringMatching(/^~[a-z]{8}~$/)),
    (env) => {
      const said = issuesOf(env).join("\n");
      for (const value of Object.values(env)) expect(said).not.toContain(value);
    },
  ));
});

Deno.test("the README's table has every variable that is read, and no other", async () => {
  const read = new Set<string>();
  readConfig(
    new Proxy({}, {
      get: (_, name) => void read.add(String(name)),
    }),
  );
  // Deno Deploy sets the first itself; the second is only refused.
  const undocumented = /^(DENO_DEPLOY|ROOMS_SHARED)$/;
  const readme = await Deno.readTextFile(
    new URL("../README.md", import.meta.url),
  );
  const rows = readme.split("\n").filter((line) => /^\| `[A-Z]/.test(line));
  const documented = rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([A-Z_]+)`/g)]
      .map(([, name]) => name)
  );
  expect(documented.sort()).toEqual(
    [...read].filter((name) => !undocumented.test(name)).sort(),
  );
});

Deno.test("SMS are sent from a number, or by a messaging service, of the Twilio account", () => {
  for (const from of ["+4930123456", `MG${HEX}`]) {
    const config = configOf({ ...TWILIO, TWILIO_SMS_FROM: from });
    expect(config.sms).toEqual({ transport: "twilio", from });
    expect(describeConfig(config)).toContain(
      `Text messages: Twilio, from ${from}`,
    );
  }
});

Deno.test("without a number, SMS are off, and start-up says why", () => {
  for (const env of [{}, TWILIO]) {
    expect(describeConfig(configOf(env))).toContain(
      "Text messages: off (TWILIO_SMS_FROM is not set)",
    );
  }
});

Deno.test("a number without its account is an error that lists everything missing; half an account lists only the missing part", () => {
  expect(issuesOf({ TWILIO_SMS_FROM: "+4930123456" })).toEqual([
    "TWILIO_SMS_FROM needs a Twilio account: also set TWILIO_ACCOUNT_SID, " +
    "TWILIO_API_KEY_SID, TWILIO_API_KEY_SECRET, TWILIO_AUTH_TOKEN.",
  ]);
  const half = { ...TWILIO, TWILIO_AUTH_TOKEN: undefined };
  expect(issuesOf({ ...half, TWILIO_SMS_FROM: "+4930123456" })).toEqual([
    expect.stringMatching(/^Twilio is only half set up: TWILIO_AUTH_TOKEN is/),
  ]);
});

for (
  const from of ["030 123456", "Vidal", "whatsapp:+4930123456", "MG12", "+0"]
) {
  Deno.test(`TWILIO_SMS_FROM=${from} is refused by name: nobody could reply STOP to it`, () => {
    expect(issuesOf({ ...TWILIO, TWILIO_SMS_FROM: from })).toEqual([
      expect.stringMatching(/^TWILIO_SMS_FROM must be a phone number such as/),
    ]);
  });
}
