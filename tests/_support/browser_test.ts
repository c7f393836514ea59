import { expect } from "expect";
import { launchBrowser } from "./browser.ts";

Deno.test("a test browser has a fake camera and microphone and shows no permission prompts", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () =>
      new Response("<!doctype html>", {
        headers: { "content-type": "text/html" },
      }),
  );
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    // localhost is a secure context, so getUserMedia exists.
    await page.goto(`http://localhost:${server.addr.port}/`);
    const kinds = await page.evaluate(async () => {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: true,
        video: true,
      });
      return stream.getTracks().map((track) => track.kind).sort();
    });
    expect(kinds).toEqual(["audio", "video"]);
  } finally {
    await browser.close();
  }
});

Deno.test("a CHROME_PATH that does not exist is reported by name", async () => {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "eval",
      "import { findBrowser } from './tests/_support/browser.ts'; await findBrowser();",
    ],
    cwd: new URL("../..", import.meta.url),
    env: { CHROME_PATH: "/nowhere/chrome" },
  }).output();
  expect(success).toBe(false);
  expect(new TextDecoder().decode(stderr)).toContain(
    "CHROME_PATH names /nowhere/chrome",
  );
});
