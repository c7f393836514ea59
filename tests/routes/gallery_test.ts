/** The gallery: complete, in development alone, and of the product's own components. */
import { App } from "fresh";
import { expect } from "expect";
import { phaseOf } from "@/lib/client/waiting/waiting_phase.ts";
import {
  type RecordingStep,
  recordingStep,
} from "@/lib/client/recording/recording.ts";
import type { State } from "@/lib/http/state.ts";
import { PHASES } from "@/gallery/live/waiting_states.ts";
import { recordingSteps } from "@/gallery/live/recording_states.ts";
import { GALLERY } from "@/gallery/mod.ts";
import developmentOnly from "@/routes/dev/_middleware.ts";
import * as index from "@/routes/dev/gallery/index.tsx";
import * as named from "@/routes/dev/gallery/[...name].tsx";
import { type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { importGraph, reachable } from "@/tests/_support/import_graph.ts";

const ORIGIN = "http://localhost:8000";
const PRODUCTION = {
  BASE_URL: "https://studio.example",
  RESEND_API_KEY: "re_123",
  MAIL_FROM: "Studio <studio@studio.example>",
};

/** The gallery's own files at their own addresses, without a build. */
function galleryOf({ services }: TestApp) {
  const app = new App<State>().use((ctx) => {
    ctx.state.services = services;
    return ctx.next();
  }).use("/dev", developmentOnly);
  for (
    const [path, { handler, default: component }] of [
      ["/dev/gallery", index],
      ["/dev/gallery/:name*", named],
    ] as const
  ) {
    app.route(path, { handler, component } as never);
  }
  const ask = app.handler();
  return (url: string) => ask(new Request(url));
}

Deno.test("every state answers in development, and the index links to it", async () => {
  await withApp(async (app) => {
    const ask = galleryOf(app);
    const list = await (await ask(`${ORIGIN}/dev/gallery`)).text();
    for (const name of Object.keys(GALLERY)) {
      const answer = await ask(`${ORIGIN}/dev/gallery/${name}`);
      expect([name, answer.status]).toEqual([name, 200]);
      const html = await answer.text();
      // The content security policy would drop an inline style.
      expect([name, html.match(/\sstyle=|<style/)]).toEqual([name, null]);
      expect(list).toContain(`href="/dev/gallery/${name}"`);
    }
  });
});

Deno.test("what is no state is not found", async () => {
  await withApp(async (app) => {
    const ask = galleryOf(app);
    for (const name of ["nothing", "call", "call/nothing", "constructor"]) {
      const answer = await ask(`${ORIGIN}/dev/gallery/${name}`);
      expect([name, answer.status]).toEqual([name, 404]);
    }
  });
});

Deno.test("there is no gallery in production", async () => {
  await withApp(async (app) => {
    const ask = galleryOf(app);
    for (const origin of ["https://studio.example", ORIGIN]) {
      for (const path of ["", ...Object.keys(GALLERY).map((n) => `/${n}`)]) {
        const { status } = await ask(`${origin}/dev/gallery${path}`);
        expect([path, status]).toEqual([path, 404]);
      }
    }
  }, PRODUCTION);
});

Deno.test("a proxy with a public name does not open the gallery", async () => {
  await withApp(async (app) => {
    const ask = galleryOf(app);
    for (const path of ["", "/call/client-connected"]) {
      const answer = await ask(`https://studio.example/dev/gallery${path}`);
      expect(answer.status).toBe(404);
    }
  });
});

Deno.test("each phase and each step of recording is shown by a state that has it", () => {
  for (
    const [phase, { snapshot, elsewhere = false }] of Object.entries(PHASES)
  ) {
    const now = Date.parse(snapshot.now);
    expect(phaseOf(snapshot, { elsewhere, now })).toBe(phase);
  }
  for (const party of ["client", "artist"] as const) {
    for (const [step, snapshot] of Object.entries(recordingSteps(party))) {
      expect(recordingStep(snapshot, party)).toBe(step as RecordingStep);
    }
  }
});

Deno.test("every island is in the gallery, and every component of the consultation", async () => {
  const graph = await importGraph(["gallery", "components", "islands"]);
  const shown = reachable(
    graph,
    (file) => file.startsWith("gallery/"),
    (edge) => !edge.typeOnly,
  );
  const subject =
    /^(?:islands|components\/(?:booking|calendar|call|consultation|devices|recording|stills|waiting))\/.*\.tsx$/;
  const all = new Set(
    graph.map(({ from }) => from).filter((file) => subject.test(file)),
  );
  expect(all.size).toBeGreaterThan(50);
  expect([...all].filter((file) => !shown.has(file))).toEqual([]);
});
