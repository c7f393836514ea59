import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { Avatar, initialsOf } from "@/components/ui/Avatar.tsx";
import { Button } from "@/components/ui/Button.tsx";
import { CallBanner } from "@/components/call/CallBanner.tsx";
import { CallButton } from "@/components/call/CallControls.tsx";
import { ChoiceCards } from "@/components/ui/ChoiceCards.tsx";
import { CodeInput } from "@/components/ui/CodeInput.tsx";
import { Field } from "@/components/ui/Field.tsx";
import { LevelMeter, stepsOf } from "@/components/devices/LevelMeter.tsx";
import { Time } from "@/components/ui/Time.tsx";
import { Notice } from "@/components/ui/Notice.tsx";
import { SlotPicker } from "@/components/booking/SlotPicker.tsx";
import { StateBadge } from "@/components/consultation/StateBadge.tsx";
import { STYLESHEETS, Stylesheets } from "@/components/frame/Stylesheets.tsx";
import { VideoTile } from "@/components/call/VideoTile.tsx";

Deno.test("a busy button keeps its label and its focus, and announces that it is busy", () => {
  const html = renderToString(<Button busy>Send</Button>);
  expect(html).toContain('aria-busy="true"');
  expect(html).toContain('aria-disabled="true"');
  expect(html).not.toMatch(/\sdisabled/);
  expect(html).toContain("Send");
});

Deno.test("a field references its hint and its error from the input", () => {
  const html = renderToString(
    <Field
      name="email"
      label="Email"
      required
      hint="For the link"
      error="No ending"
    />,
  );
  expect(html).toContain(
    'aria-describedby="field-email-hint field-email-error"',
  );
  expect(html).toContain('aria-invalid="true"');
  expect(html).toContain('for="field-email"');
  expect(html).not.toContain("optional");
});

Deno.test("a field without a hint or an error references nothing, and says that it is optional", () => {
  const html = renderToString(<Field name="notes" label="Notes" multiline />);
  expect(html).not.toContain("aria-describedby");
  expect(html).toContain("<textarea");
  expect(html.replace(/<[^>]+>/g, "")).toBe("Notes optional");
  expect(renderToString(<Field name="notes" label="Notes" unmarked />)).not
    .toContain("optional");
});

Deno.test("user input is shown, not executed", () => {
  const evil = '"><script>alert(1)</script>';
  for (
    const html of [
      renderToString(<Field name="n" label="Name" value={evil} error={evil} />),
      renderToString(<Avatar name="<b> <i>" />),
      renderToString(<Time at={evil}>{evil}</Time>),
      renderToString(<VideoTile name={evil} muted />),
    ]
  ) expect(html).not.toMatch(/<script|<b>|<i>/);
});

Deno.test("the code is one field that phones fill in automatically", () => {
  const html = renderToString(<CodeInput />);
  expect(html).toContain('inputmode="numeric"');
  expect(html).toContain('autocomplete="one-time-code"');
  expect(html.match(/<input/g)).toHaveLength(1);
});

Deno.test("an error interrupts a screen reader, other notices wait", () => {
  expect(renderToString(<Notice tone="error">No</Notice>)).toContain(
    'role="alert"',
  );
  expect(renderToString(<Notice tone="success">Yes</Notice>)).toContain(
    'role="status"',
  );
  expect(renderToString(<CallBanner tone="problem">No</CallBanner>)).toContain(
    'role="alert"',
  );
  expect(renderToString(<CallBanner tone="restored">Yes</CallBanner>))
    .toContain('role="status"');
});

Deno.test("each state of a consultation has its own wording and shape", () => {
  const states: ConsultationState[] = [
    "requested",
    "confirmed",
    "live",
    "ended",
    "declined",
    "expired",
    "cancelled",
    "no_show",
  ];
  const html = states.map((state) =>
    renderToString(<StateBadge state={state} />)
  );
  const shapes = html.map((h) =>
    h.replace(/^.*?<svg[^>]*>(.*)<\/svg>.*$/, "$1")
  );
  const words = html.map((h) => h.replace(/<[^>]+>/g, ""));
  expect(new Set(shapes).size).toBe(states.length);
  expect(new Set(words).size).toBe(states.length);
  expect(words.every((w) => w.length > 3)).toBe(true);
});

Deno.test("a call toggle keeps its name; its pressed state and its icon change", () => {
  const on = renderToString(<CallButton kind="microphone" pressed />);
  const off = renderToString(<CallButton kind="microphone" pressed={false} />);
  expect(on).toContain('aria-pressed="true"');
  expect(off).toContain('aria-pressed="false"');
  expect(on.replace(/<[^>]+>/g, "")).toBe(off.replace(/<[^>]+>/g, ""));
  expect(on.match(/<svg.*<\/svg>/)?.[0]).not.toBe(
    off.match(/<svg.*<\/svg>/)?.[0],
  );
  expect(renderToString(<CallButton kind="end" />)).not.toContain(
    "aria-pressed",
  );
  expect(on).toContain('type="button"');
});

Deno.test("the video stays mounted while the camera is off", () => {
  const html = renderToString(
    <VideoTile name="Mara" cameraOff>{<video id="v" />}</VideoTile>,
  );
  expect(html).toContain('<video id="v"');
  expect(html).toContain("Camera is off");
  const coming = renderToString(
    <VideoTile name="Mara" coming cameraOffText="Mara’s video is connecting…">
      {<video id="v" />}
    </VideoTile>,
  );
  expect(coming).toContain("Mara’s video is connecting…");
  expect(coming).not.toContain("Camera is off");
  // A hidden video may not be played, and its picture never arrives.
  expect(coming).not.toContain("tile--off");
});

Deno.test("a level of 0 to 1 lights 0 to 12 steps, and an invalid one is silence", () => {
  expect([0, 0.5, 1, -3, 7, NaN, Infinity].map(stepsOf)).toEqual([
    0,
    6,
    12,
    0,
    12,
    0,
    0,
  ]);
  const html = renderToString(<LevelMeter level={0.5} />);
  expect(html.match(/level__step--lit/g)).toHaveLength(6);
  expect(html).toContain('aria-valuenow="6"');
});

Deno.test("initials are the first letters of the first and the last name, in any script", () => {
  expect(
    [
      "Inès Vidal",
      "  mara  lindqvist ",
      "Cher",
      "",
      "Ana María de la Cruz",
      "𝒜da Ōe",
    ].map(initialsOf),
  )
    .toEqual(["IV", "ML", "C", "", "AC", "𝒜Ō"]);
});

Deno.test("choices are real radio buttons of one group, or links", () => {
  const choices = [{ value: "a", title: "A", checked: true }, {
    value: "b",
    title: "B",
  }];
  const radios = renderToString(
    <ChoiceCards legend="Which?" name="service" choices={choices} />,
  );
  expect(radios.match(/type="radio" name="service"/g)).toHaveLength(2);
  expect(radios).toMatch(/<legend ?>Which\?<\/legend>/);
  const links = renderToString(
    <ChoiceCards
      legend="?"
      choices={choices.map((c) => ({ ...c, href: `/${c.value}` }))}
    />,
  );
  expect(links).toContain('href="/b"');
  expect(links).not.toContain("<input");
});

Deno.test("a day without free times is shown and announced, but is not a link", () => {
  const html = renderToString(
    <SlotPicker
      days={[{ name: "Tue", number: "24", full: "Tuesday 24 November" }]}
      groups={[]}
      dayTitle="Tuesday"
      zone="Central European Time"
      none={<p>Nothing is free.</p>}
    />,
  );
  expect(html).toContain("Tuesday 24 November, no free times");
  expect(html).toContain("Nothing is free.");
  expect(html).not.toContain("<a ");
});

Deno.test("the head links the stylesheets in the order of the layers, the studio's own last", () => {
  const html = renderToString(
    <Stylesheets asset={(path) => `${path}?v=1`} studio="/studio.css" />,
  );
  const linked = [...html.matchAll(/rel="stylesheet" href="([^"]+)"/g)].map((
    m,
  ) => m[1]);
  expect(linked).toEqual([
    ...STYLESHEETS.map((s) => `${s}?v=1`),
    "/studio.css",
  ]);
});

Deno.test("every stylesheet, font and icon that the head or a stylesheet references exists", async () => {
  const root = new URL("../../static/", import.meta.url);
  const css = await Promise.all(
    STYLESHEETS.map((s) => Deno.readTextFile(new URL(`.${s}`, root))),
  );
  const named = [
    ...renderToString(<Stylesheets />).matchAll(/href="([^"]+)"/g),
    ...css.join("").matchAll(/url\("([^"]+)"\)/g),
  ].map((m) => m[1] ?? "");
  expect(named.length).toBeGreaterThan(10);
  for (const path of named) {
    expect((await Deno.stat(new URL(`.${path}`, root))).isFile).toBe(true);
  }
});
