/** The stills' components, drawn from fixed stills: no server, no camera. */
import { signal } from "@preact/signals";
import { expect } from "expect";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import ArtistStills from "@/components/stills/ArtistStills.tsx";
import ClientStills from "@/components/stills/ClientStills.tsx";
import { KeptStills } from "@/components/stills/KeptStills.tsx";
import { PicturesLink } from "@/components/stills/StillsLeft.tsx";
import { StillViewer } from "@/components/stills/StillViewer.tsx";
import { fixedStills } from "@/gallery/live/fixed_stills.ts";
import { PICTURES, STILL_STATES } from "@/gallery/live/still_states.ts";
import type { StillsFixture } from "@/gallery/live/fixture.ts";
import type { DeviceProblem } from "@/lib/client/media/device_problems.ts";
import { type DevicesState, openDevices } from "@/lib/client/media/devices.ts";
import type { SheetStep } from "@/lib/client/stills/still_sheet.ts";
import {
  StillsOfPage,
  type StillsOwner,
  type StillsPage,
} from "@/lib/client/stills/stills_page.ts";
import { iso, MINUTE } from "@/lib/domain/basic/instant.ts";
import { aSnapshot } from "@/tests/_support/a_snapshot.ts";
import { stills as words } from "@/words/exchange/stills.ts";

type Name = keyof typeof STILL_STATES;

interface CameraOptions {
  readonly isOn?: boolean;
  readonly off?: boolean;
  readonly problem?: DeviceProblem;
  readonly state?: DevicesState;
  readonly live?: boolean;
}

function ownerWith(
  { isOn = true, off = false, problem, state = "ready", live = false }:
    CameraOptions = {},
): StillsOwner {
  const change = live ? { state: "live" } as const : {};
  return {
    waiting: { snapshot: signal(aSnapshot(change)) },
    over: signal(null),
    devices: {
      ...openDevices(undefined),
      video: signal(isOn ? {} as MediaStreamTrack : null),
      off: signal({ audio: false, video: off }),
      problems: signal({ audio: null, video: problem ?? null }),
      state: signal(state),
      acquire: () => Promise.resolve(),
    },
  };
}

const callPage = ownerWith();

function aPage(stills: StillsFixture | undefined, step?: SheetStep) {
  const state = { ...STILL_STATES["client-asked"]!, ...(stills && { stills }) };
  const fixed = fixedStills(state)(callPage, "client");
  const page: StillsPage = step
    ? { ...fixed, visit: { ...fixed.visit, step: signal(step) } }
    : fixed;
  const of = () => page;
  const draw = (children: ComponentChildren) =>
    renderToString(
      <StillsOfPage.Provider value={of}>{children}</StillsOfPage.Provider>,
    );
  return {
    stills: page,
    draw,
    drawSheet: () =>
      draw(
        <ClientStills
          callPage={callPage}
          artist="Inès"
          place="sheet"
          restore={() => Promise.resolve()}
        />,
      ),
  };
}

interface Seen {
  readonly place: "banner" | "sheet" | "room";
  readonly sheet?: { readonly requestId: number | null };
  readonly camera?: CameraOptions;
  /** What the page has done in its sheet. */
  readonly step?: SheetStep;
  /** The refused request of which the client wants to read no more. */
  readonly dismissed?: number;
}

function client(name: Name, seen: Seen) {
  const { place, sheet, camera, step, dismissed } = seen;
  const { stills, draw } = aPage(STILL_STATES[name]!.stills, step);
  stills.sheet.value = sheet ?? null;
  stills.dismissed.value = dismissed ?? null;
  return draw(
    <ClientStills
      callPage={camera ? ownerWith(camera) : callPage}
      artist="Inès"
      place={place}
      restore={() => Promise.resolve()}
      turnOn={() => Promise.resolve()}
      finder={<video class="still-finder" />}
    />,
  );
}

/** The line over the call, on a page that shows it since then. */
function news(stills: StillsFixture, since: string) {
  const { draw } = aPage(stills);
  const props = { callPage, client: "Mara", open: signal(false), since };
  return draw(<ArtistStills {...props} place="banner" />);
}

function artist(name: Name, open = true) {
  const { draw } = aPage(STILL_STATES[name]!.stills);
  const props = { callPage, client: "Mara", open: signal(open) };
  return draw(<ArtistStills {...props} place="drawer" />);
}

Deno.test("a request is announced to the client, with both answers, and opens nothing by itself", () => {
  const html = client("client-asked", { place: "banner" });
  expect(html).toMatch(
    /role="status"[^]*Inès would like a picture of your eyes/,
  );
  expect(html).toContain('data-testid="still-open"');
  expect(html).toContain('data-testid="still-refuse"');
  expect(html).not.toContain("autofocus");
  expect(client("client-asked", { place: "sheet" }))
    .not.toContain("Take picture");
});

Deno.test("the sheet says what is asked, how to hold the phone, and the artist's own words", () => {
  const html = client("client-sheet-other", {
    place: "sheet",
    sheet: { requestId: 3 },
  });
  expect(html).toContain("something from close up");
  expect(html).toContain("Hold the camera close, and still.");
  expect(html).toContain("Close your eyes, and lift your brows a little");
  expect(html).toContain("Take picture");
  expect(html).toContain("Rather not");
  expect(html).toContain('capture="user"');
  expect(html).toContain("Inès gets it only if you send it.");
});

Deno.test("the sheet can always be closed with a button, and says what went wrong", () => {
  const at = { place: "sheet", sheet: { requestId: 3 } } as const;
  const html = client("client-sheet-trouble", at);
  expect(html).toContain('data-testid="still-close"');
  expect(html).toMatch(/role="alert"[^]*You don’t have permission/);
  expect(html).toContain("Take picture");
});

Deno.test("a refusal that waits for a connection says so, and the person can think again; trouble stands beside the request, not in its place", () => {
  const at = { place: "banner" } as const;
  const waits = client("client-refuse-waiting", at);
  expect(waits).toContain("waiting for a connection");
  expect(waits).toContain("See and take it");
  expect(waits).not.toContain("would like a picture");
  const failed = client("client-refuse-failed", at);
  expect(failed).toContain("would like a picture of your face");
  expect(failed).toContain("You don’t have permission");
});

Deno.test("in the call the sheet is no modal dialog: End stays within reach", () => {
  const sheet = { requestId: 3 };
  expect(client("client-sheet-face", { place: "sheet", sheet }))
    .not.toContain("<dialog");
  expect(client("client-sheet-face", { place: "room", sheet }))
    .toContain("<dialog");
});

Deno.test("the artist's words are text, whatever they contain", () => {
  const markup = "<img src=x onerror=alert(1)>";
  const { now } = STILL_STATES["client-asked"]!.stills!;
  const request = { ...now.request!, text: markup };
  const { stills, drawSheet } = aPage({ now: { ...now, request } });
  stills.sheet.value = { requestId: request.id };
  const html = drawSheet();
  expect(html).not.toContain("<img src=x");
  expect(html).toContain("&lt;img src=x");
});

Deno.test("a request that was taken back while the sheet is open can no longer be answered", () => {
  const { now } = STILL_STATES["client-asked"]!.stills!;
  const request = { ...now.request!, state: "withdrawn" } as const;
  const { stills, drawSheet } = aPage({ now: { ...now, request } });
  stills.sheet.value = { requestId: request.id };
  const html = drawSheet();
  expect(html).toContain("Inès no longer needs this picture");
  expect(html).not.toContain("Take picture");
  expect(html).toContain("Close");
});

Deno.test("another photo can be chosen from the phone, without a request", () => {
  const html = client("client-waiting-add", {
    place: "room",
    sheet: { requestId: null },
  });
  expect(html).toContain("A photo for your artist");
  expect(html).toContain("Choose a photo");
  expect(html).not.toContain("capture=");
});

Deno.test("a picture on its way shows its progress, or that it waits, or why it was not sent", () => {
  const at = { place: "banner" } as const;
  expect(client("client-upload-sending", at))
    .toMatch(/<progress[^>]*max="100"[^>]*value="60"/);
  expect(client("client-upload-waiting", at))
    .toContain("waiting for a connection");
  const failed = client("client-upload-failed", at);
  expect(failed).toContain('role="alert"');
  expect(failed).toContain("was not sent. This picture is no longer asked for");
});

Deno.test("in the waiting room the client sees how many were sent, and that no more fit until they delete one", () => {
  const at = { place: "room" } as const;
  const sent = client("client-waiting-sent", at);
  expect(sent).toContain("Inès has 3 of your pictures.");
  expect(sent).toContain('data-testid="add-photo"');
  const full = client("client-waiting-full", at);
  expect(full).toContain("as many photos as fit. Delete one");
  expect(full).not.toContain('data-testid="add-photo"');
  // Only what nobody asked for, and is not on the look sheet.
  expect(full.match(/data-testid="still-remove"/g)).toHaveLength(1);
});

Deno.test("after the call the client's page links to pictures only if there are some", () => {
  const link = (name: Name) => {
    const { stills } = aPage(STILL_STATES[name]!.stills);
    return renderToString(<PicturesLink stills={stills} id="x" />);
  };
  expect(link("client-waiting-sent")).toContain('href="/c/x?after#stills"');
  expect(link("client-asked")).toBe("");
});

Deno.test("the artist asks when nothing is open, and takes back when something is", () => {
  const nothing = artist("artist-nothing");
  expect(nothing).toContain('data-testid="still-ask"');
  expect(nothing.match(/type="radio"/g)).toHaveLength(7);
  const asked = artist("artist-asked");
  expect(asked).toContain("Mara has been asked… (eyes)");
  expect(asked).toContain('data-testid="still-withdraw"');
  expect(asked).not.toContain('data-testid="still-ask"');
  expect(artist("artist-refused")).toContain("would rather not send");
  expect(artist("artist-failed")).toContain("You seem to be offline");
  expect(artist("artist-asked", false)).toBe("");
});

Deno.test("each picture says its size and how it was made, and can be chosen for the look sheet", () => {
  const html = artist("artist-sent");
  expect(html).toContain("Eyes, 4284 × 5712, full resolution");
  expect(html).toContain("1080 × 1920, a frame of the video");
  expect(html.match(/type="checkbox"/g)).toHaveLength(3);
  expect(html.match(/type="checkbox" checked/g)).toHaveLength(1);
});

Deno.test("the viewer names the picture and where it stands, and its ends", () => {
  const { stills, draw } = aPage(STILL_STATES["artist-viewer"]!.stills);
  const at = (id: string) =>
    draw(<StillViewer stills={stills} client="Mara" shown={signal(id)} />);
  const [first, , last] = PICTURES;
  expect(at(first!.id)).toContain("(1 of 3)");
  expect(at(first!.id)).toMatch(/disabled[^>]*><span>Previous/);
  expect(at(last!.id)).toMatch(/disabled[^>]*><span>Next/);
  expect(at("unknown")).not.toContain("<img");
});

Deno.test("both summaries show the pictures, each to be downloaded under its own viewer's session", () => {
  const id = "m".repeat(26);
  for (const viewer of ["client", "artist"] as const) {
    const html = renderToString(
      <KeptStills id={id} viewer={viewer} stills={PICTURES} />,
    );
    expect(html.match(/<a[^>]*download="picture-\d"/g)).toHaveLength(3);
    expect(html).toContain(
      `/api/consultations/${id}/photos/${"a".repeat(26)}?session=${viewer}`,
    );
  }
  expect(renderToString(<KeptStills id={id} viewer="client" stills={[]} />))
    .toBe("");
});

const PREVIEW: SheetStep = {
  is: "preview",
  still: { blob: new Blob(), src: "blob:taken", from: "photo" },
};

Deno.test("a picture that waits to be sent is shown in the waiting room and in the call, whichever comes next", () => {
  const sheet = { requestId: null };
  for (const place of ["room", "sheet"] as const) {
    const html = client("client-waiting-add", { place, sheet, step: PREVIEW });
    expect(html).toMatch(/<img[^>]*src="blob:taken"/);
    expect(html).toContain('data-testid="still-send"');
  }
});

Deno.test("a picture whose request was taken back says so, and cannot be sent", () => {
  const { now } = STILL_STATES["client-asked"]!.stills!;
  const request = { ...now.request!, state: "withdrawn" } as const;
  const { stills, drawSheet } = aPage({ now: { ...now, request } }, PREVIEW);
  stills.sheet.value = { requestId: request.id };
  const html = drawSheet();
  expect(html).toContain("Inès no longer needs this picture");
  expect(html).not.toContain('data-testid="still-send"');
});

Deno.test("while the camera is off the sheet says so in the viewfinder's place, and turns it on; a file is the other way", () => {
  const sheet = { requestId: 3 };
  const off = { isOn: false, off: true };
  for (const place of ["sheet", "room"] as const) {
    const html = client("client-sheet-face", { place, sheet, camera: off });
    expect(html).toMatch(/role="status"[^>]*>[^]*Your camera is off\./);
    expect(html).toContain("Turn camera on");
    expect(html).toContain("Use the camera app");
    expect(html).not.toContain("Take picture");
    expect(html).not.toContain("still-finder");
  }
  const denied = client("client-sheet-face", {
    place: "sheet",
    sheet,
    camera: { isOn: false, problem: "denied" },
  });
  expect(denied).toContain("not allowed to use your camera");
  expect(denied).toContain("Turn camera on");
});

Deno.test("in the call the sheet says that a camera that is turned on is seen by the artist too", () => {
  const sheet = { requestId: 3 };
  const says = "Inès sees you in the call too";
  const camera = { isOn: false, off: true };
  expect(client("client-sheet-face", { place: "sheet", sheet, camera }))
    .toContain(says);
  expect(client("client-sheet-face", { place: "room", sheet, camera }))
    .not.toContain(says);
  expect(client("client-sheet-face", { place: "sheet", sheet }))
    .not.toContain(says);
});

Deno.test("a client who has left the call for now turns the camera on where the page says that this joins it", () => {
  const html = client("client-waiting-add", {
    place: "room",
    sheet: { requestId: null },
    camera: { isOn: false, state: "idle", live: true },
  });
  expect(html).toContain("Your camera is off.");
  expect(html).not.toContain("Turn camera on");
  expect(html).toContain("Choose a photo");
});

Deno.test("a try that failed because the camera was off gives no advice to try again; one with a file keeps its words", () => {
  const at = (trouble: string) =>
    client("client-sheet-face", {
      place: "sheet",
      sheet: { requestId: 3 },
      camera: { isOn: false, off: true },
      step: { is: "ready", trouble },
    });
  expect(at(words.cameraFailed)).not.toContain("Try again");
  expect(at("This file is empty.")).toContain("This file is empty.");
});

Deno.test("while a file is read the camera is not said to hold still", () => {
  const html = client("client-sheet-face", {
    place: "sheet",
    sheet: { requestId: 3 },
    step: { is: "reading" },
  });
  expect(html).toContain("One moment…");
  expect(html).not.toContain("Hold still");
});

Deno.test("after a refusal a line says so and leads back to the picture, until it is closed or something else is asked for", () => {
  const at = { place: "banner" } as const;
  const html = client("client-refused", at);
  expect(html).toMatch(/role="status"[^]*You said “Rather not”/);
  expect(html).toContain("Take it after all");
  expect(client("client-refused", { ...at, dismissed: 3 })).toBe("");
  // Of another one.
  expect(client("client-refused", { ...at, dismissed: 2 }))
    .toContain("Take it after all");
  expect(client("client-asked", at)).not.toContain("Take it after all");
});

Deno.test("the sheet of a refused request takes and sends its picture, and does not refuse it again", () => {
  const at = { place: "sheet", sheet: { requestId: 3 } } as const;
  const html = client("client-refused", at);
  expect(html).toContain("Take picture");
  expect(html).not.toContain("no longer needs");
  expect(html).not.toContain("Rather not");
  expect(client("client-refused", { ...at, step: PREVIEW }))
    .toContain('data-testid="still-send"');
});

Deno.test("a picture that has arrived is announced to its sender", () => {
  const html = client("client-arrived", { place: "banner" });
  expect(html).toMatch(/role="status"[^]*Inès has your picture\./);
  // In the waiting room the notice needs a live region that was there before it.
  const room = client("client-arrived", { place: "room" });
  expect(room).toMatch(/aria-live="polite"[^]*Inès has your picture\./);
});

Deno.test("beside a newer request, or its refusal, nothing is said of the picture before", () => {
  for (const name of ["client-asked", "client-refused"] as const) {
    const { draw } = aPage({ ...STILL_STATES[name]!.stills!, arrived: true });
    const html = draw(
      <ClientStills
        callPage={callPage}
        artist="Inès"
        place="banner"
        restore={() => Promise.resolve()}
      />,
    );
    expect([name, html.includes("has your picture.")]).toEqual([name, false]);
    expect(html).toContain("Inès");
  }
});

Deno.test("the first picture of a call is news to the artist; what was there when the page showed the call is not", () => {
  const at = Date.parse(PICTURES[0]!.takenAt);
  const { now } = STILL_STATES["artist-nothing"]!.stills!;
  const one = { now: { ...now, stills: [PICTURES[0]!] } };
  expect(news(one, iso(at - MINUTE))).toContain("Mara sent a picture.");
  expect(news(one, iso(at))).toBe("");
  expect(news({ now }, iso(at))).toBe("");
  const refused = STILL_STATES["artist-refused"]!.stills!.now;
  expect(news({ now: { ...refused, stills: [] } }, iso(at - MINUTE)))
    .toContain("Mara would rather not send this picture.");
});

Deno.test("each picture of an ended consultation can be chosen with a plain form, by its artist alone and only while the sheet can be written", () => {
  const choices = (viewer: "client" | "artist", choosable: boolean) =>
    [
      ...renderToString(
        <KeptStills
          id={"m".repeat(26)}
          viewer={viewer}
          stills={PICTURES}
          choosable={choosable}
        />,
      ).matchAll(
        /name="approved" value="(\w+)".*?<button.*?>([^<]+)<\/span>/gs,
      ),
    ]
      .map(([, value, label]) => [value, label]);
  expect(choices("artist", true)).toEqual([
    ["false", "Take picture 1 off the look sheet"],
    ["true", "Put picture 2 on the look sheet"],
    ["true", "Put picture 3 on the look sheet"],
  ]);
  expect(choices("artist", false)).toEqual([]);
  expect(choices("client", true)).toEqual([]);
});
