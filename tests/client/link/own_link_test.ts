import { expect } from "expect";
import { readLinkSecret } from "@/lib/domain/basic/mailed_link.ts";
import {
  forgetSecret,
  keepSecret,
  keptSecret,
  linkOf,
} from "@/lib/client/link/own_link.ts";

const ID = "c".repeat(26);
const SECRET = "mS9dQ0ZtYx3kq1Vb7nWcUe4RjLpHaGfT2oIiKzXw5-_";

function aTab() {
  const kept = new Map<string, string>();
  return {
    kept,
    storage: () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }),
  };
}

Deno.test("a tab keeps the secret of one consultation, and forgets it without a trace", () => {
  const { kept, storage } = aTab();
  keepSecret(ID, SECRET, storage);
  expect(keptSecret(ID, storage)).toBe(SECRET);
  expect(keptSecret("d".repeat(26), storage)).toBe("");
  forgetSecret(ID, storage);
  expect(keptSecret(ID, storage)).toBe("");
  expect(kept.size).toBe(0);
});

Deno.test("a browser without storage for pages keeps nothing, and the page goes on", () => {
  const refuses = () => {
    throw new DOMException("The operation is insecure.", "SecurityError");
  };
  keepSecret(ID, SECRET, refuses);
  expect(keptSecret(ID, refuses)).toBe("");
  forgetSecret(ID, refuses);
});

Deno.test("the link has its secret in the fragment, as the entry page reads it", () => {
  const link = new URL(linkOf(ID, SECRET, "https://studio.example"));
  expect(link.origin + link.pathname).toBe(`https://studio.example/c/${ID}`);
  expect(readLinkSecret(link.hash)).toBe(SECRET);
  // Without a secret, the page offers to send the link again.
  expect(linkOf(ID, "", "https://studio.example"))
    .toBe(`https://studio.example/c/${ID}`);
});
