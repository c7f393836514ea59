import { expect } from "expect";
import { badgeFavicon } from "@/lib/client/alerts/favicon_badge.ts";

Deno.test("the tab's icon has a dot until the undo, and a page without such an icon stays as it is", () => {
  const link = { href: "/favicon.svg", dataset: { badged: "/badged.svg" } };
  const head = (found: unknown) =>
    ({ querySelector: () => found }) as unknown as ParentNode;
  const undo = badgeFavicon(head(link));
  expect(link.href).toBe("/badged.svg");
  undo();
  expect(link.href).toBe("/favicon.svg");
  expect(badgeFavicon(head(null))).not.toThrow();
});
