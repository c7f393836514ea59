import { expect } from "expect";
import { createChat } from "@/lib/adapters/kv/chat/chat.ts";
import { createConsultations } from "@/lib/adapters/kv/consultation/consultations.ts";
import { keys } from "@/lib/adapters/kv/keys.ts";
import { Store } from "@/lib/adapters/kv/store.ts";
import { createSecrets } from "@/lib/adapters/secrets.ts";
import { CHAT_LIMITS } from "@/lib/domain/chat/chat_limits.ts";
import type { Party } from "@/lib/domain/call/presence.ts";
import type { Consultation } from "@/lib/domain/consultation/consultation.ts";
import type { Stored } from "@/lib/ports/mod.ts";
import {
  aConsultation,
  consultationId,
  START,
} from "@/tests/_support/a_consultation.ts";
import { FakeClock } from "@/tests/_support/fake_clock.ts";
import { losingAnswers } from "@/tests/_support/faulty_kv.ts";
import { withKv } from "@/tests/_support/with_kv.ts";

const live = aConsultation("live");
const { id } = live;

const said = (
  text: string,
  from: Party = "client",
  key = `key-of-${text}`,
) => ({
  from,
  text,
  sentAt: START,
  key,
});

/** The record is stored, and each store writes as a process of its own. */
async function withChat(
  test: (with_: {
    readonly kv: Deno.Kv;
    readonly chat: ReturnType<typeof createChat>;
    readonly other: ReturnType<typeof createChat>;
    readonly stored: Stored<Consultation>;
  }) => Promise<void>,
  through: (kv: Deno.Kv) => Deno.Kv = (kv) => kv,
) {
  await withKv(async (kv) => {
    await kv.set(keys.consultation(id), live);
    const consultations = createConsultations(
      new Store(kv),
      createSecrets(new FakeClock()),
    );
    await test({
      kv,
      chat: createChat(new Store(through(kv))),
      other: createChat(new Store(kv)),
      stored: (await consultations.get(id))!,
    });
  });
}

Deno.test("messages are numbered in the order in which they were written, and read from any of them on", async () => {
  await withChat(async ({ chat, stored }) => {
    for (let i = 1; i <= 60; i++) {
      await chat.append(stored, said(`number ${i}`));
    }
    const all = await chat.after(id, 0);
    expect(all.map(({ number, text }) => [number, text]))
      .toEqual(
        Array.from({ length: 60 }, (_, i) => [i + 1, `number ${i + 1}`]),
      );
    for (const after of [24, 25, 26, 50, 59, 60, 999]) {
      expect(await chat.after(id, after)).toEqual(all.slice(after));
    }
  });
});

Deno.test("messages that both people send at the same moment are all kept, each number once", async () => {
  await withChat(async ({ chat, other, stored }) => {
    const texts = Array.from({ length: 20 }, (_, i) => `${i}`);
    const sent = await Promise.all(texts.flatMap((text) => [
      chat.append(stored, said(text, "client")),
      other.append(stored, said(text, "artist")),
    ]));
    expect(sent.every(({ kind }) => kind === "sent")).toBe(true);
    const all = await chat.after(id, 0);
    expect(all.map(({ number }) => number))
      .toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
    expect(new Set(all.map(({ from, text }) => `${from} ${text}`)).size)
      .toBe(40);
  });
});

Deno.test("a message that is sent again, even at the same moment, is written once; the same key of the other person is another", async () => {
  await withChat(async ({ chat, other, stored }) => {
    const same = () => said("I am late", "client", "one-key-of-two");
    const answers = await Promise.all([
      chat.append(stored, same()),
      other.append(stored, same()),
      chat.append(stored, same()),
    ]);
    await chat.append(stored, said("And I", "artist", "one-key-of-two"));
    answers.push(await chat.append(stored, same()));
    const messages = answers.map((answer) =>
      "message" in answer && answer.message
    );
    expect(new Set(messages.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await chat.after(id, 0)).map(({ text }) => text))
      .toEqual(["I am late", "And I"]);
  });
});

Deno.test("a write whose answer was lost is found, not repeated", async () => {
  await withChat(async ({ chat, other, stored }) => {
    const answer = await chat.append(stored, said("I am late"));
    expect(answer).toMatchObject({ kind: "sent", message: { number: 1 } });
    expect(await other.after(id, 0)).toHaveLength(1);
  }, (kv) => losingAnswers(kv, () => true));
});

Deno.test("a full page of the longest messages in the widest script fits into its row", async () => {
  await withChat(async ({ chat, stored }) => {
    const longest = "界".repeat(CHAT_LIMITS.text);
    for (let i = 0; i < 26; i++) {
      const key = `${i}`.padEnd(64, "k");
      expect(await chat.append(stored, said(longest, "artist", key)))
        .toMatchObject({ kind: "sent" });
    }
    expect(await chat.after(id, 0)).toHaveLength(26);
  });
});

Deno.test("a consultation holds so many messages and no more, and a repeat is answered all the time", async () => {
  await withChat(async ({ kv, chat, stored }) => {
    const { messages: most } = CHAT_LIMITS;
    await kv.set(keys.exchange(id), {
      messages: most - 1,
      stills: 0,
      lookSheet: 0,
    });
    expect(await chat.append(stored, said("the last")))
      .toMatchObject({ message: { number: most } });
    expect(await chat.append(stored, said("one more"))).toEqual({
      kind: "full",
    });
    expect(await chat.append(stored, said("the last")))
      .toMatchObject({ message: { number: most } });
  });
});

Deno.test("a message to a record that has changed since is not written", async () => {
  await withChat(async ({ kv, chat, stored }) => {
    await kv.set(keys.consultation(id), { ...live, state: "ended" });
    expect(await chat.append(stored, said("too late")))
      .toEqual({ kind: "changed" });
    expect(await chat.after(id, 0)).toEqual([]);
  });
});

Deno.test("each message notifies both pages, and leaves the other counts of the exchange", async () => {
  await withChat(async ({ kv, chat, stored }) => {
    await kv.set(keys.exchange(id), { messages: 0, stills: 3, lookSheet: 2 });
    await chat.append(stored, said("Hello"));
    const pulse = async (key: Deno.KvKey) =>
      (await kv.get<Deno.KvU64>(key)).value?.value;
    expect(await pulse(keys.pulse({ consultation: id }))).toBe(1n);
    expect(await pulse(keys.pulse({ artist: live.artistId }))).toBe(1n);
    expect((await kv.get(keys.exchange(id))).value)
      .toEqual({ messages: 1, stills: 3, lookSheet: 2 });
  });
});

Deno.test("what the artist has not read are the client's messages after the last one that they have, over any number of rows", async () => {
  await withChat(async ({ chat, stored }) => {
    const unread = async () => (await chat.unread([id]))[0];
    expect(await unread()).toBe(0);
    for (let i = 1; i <= 30; i++) {
      await chat.append(
        stored,
        said(`${i}`, i % 3 === 0 ? "artist" : "client"),
      );
    }
    expect(await unread()).toBe(20);
    expect(await chat.markRead(stored, 24)).toBe("read");
    expect(await unread()).toBe(4);
    // Another page of the artist is behind.
    expect(await chat.markRead(stored, 3)).toBe("read");
    expect(await unread()).toBe(4);
    // Nothing is read before it is written.
    expect(await chat.markRead(stored, 9_999)).toBe("read");
    await chat.append(stored, said("31"));
    expect(await unread()).toBe(1);
  });
});

Deno.test("the messages of several consultations are counted at once, each by itself", async () => {
  await withChat(async ({ chat, stored }) => {
    await chat.append(stored, said("Hello"));
    const others = Array.from({ length: 12 }, () => aConsultation("ended").id);
    const nobody = consultationId("nfzwizltoqqgsztpojxw63ik4q");
    expect(await chat.unread([nobody, id, nobody])).toEqual([0, 1, 0]);
    expect(await chat.unread([])).toEqual([]);
    expect(await chat.unread(others)).toHaveLength(12);
  });
});

Deno.test("nothing is noted of a record that has changed since, nor twice, and a note is news for both pages", async () => {
  await withChat(async ({ kv, chat, stored }) => {
    await chat.append(stored, said("Hello"));
    const pulse = async () =>
      (await kv.get<Deno.KvU64>(keys.pulse({ artist: live.artistId }))).value
        ?.value;
    expect(await pulse()).toBe(1n);
    await chat.markRead(stored, 1);
    await chat.markRead(stored, 1);
    expect(await pulse()).toBe(2n);
    await chat.append(stored, said("Again"));
    await kv.set(keys.consultation(id), { ...live, state: "ended" });
    expect(await chat.markRead(stored, 2)).toBe("changed");
    expect((await kv.get(keys.chatRead(id))).value).toBe(1);
  });
});
