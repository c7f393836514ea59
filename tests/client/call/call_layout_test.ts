import { signal } from "@preact/signals";
import { expect } from "expect";
import fc from "fast-check";
import {
  layoutTiles,
  type View,
  viewSwitch,
} from "@/lib/client/call/call_layout.ts";

const places = (screens: boolean[], view: View) =>
  layoutTiles(screens.map((screen) => ({ screen })), view).map(
    ({ key, place }) => `${key} ${place}`,
  );

Deno.test("who is shown where", () => {
  const table: [boolean[], View, string[]][] = [
    [[], "speaker", ["0-camera main", "self self"]],
    [[false], "speaker", ["0-camera main", "self self"]],
    [[true], "speaker", [
      "0-screen screen",
      "0-camera strip",
      "self strip",
    ]],
    [[false, false], "speaker", [
      "0-camera main",
      "1-camera beside",
      "self self",
    ]],
    [[false, true], "speaker", [
      "0-camera strip",
      "1-screen screen",
      "1-camera strip",
      "self strip",
    ]],
    [[true, true], "speaker", [
      "0-screen screen",
      "0-camera strip",
      "1-screen strip",
      "1-camera strip",
      "self strip",
    ]],
    [[true, true], "gallery", [
      "0-screen screen",
      "0-camera strip",
      "1-screen strip",
      "1-camera strip",
      "self strip",
    ]],
    [[false], "gallery", ["0-camera equal", "self equal"]],
    [[true], "gallery", [
      "0-screen screen",
      "0-camera strip",
      "self strip",
    ]],
    [[false, false], "gallery", [
      "0-camera equal",
      "1-camera equal",
      "self equal",
    ]],
  ];
  for (const [screens, view, expected] of table) {
    expect(places(screens, view)).toEqual(expected);
  }
});

Deno.test("for any sharing and layout, everybody is shown once, one tile is large, and no video changes its name", () => {
  fc.assert(fc.property(fc.array(fc.boolean(), { maxLength: 6 }), (screens) => {
    const speaker = places(screens, "speaker");
    expect(speaker.filter((one) => /(main|screen)$/.test(one)).length).toBe(1);
    const keys = (list: string[]) => list.map((one) => one.split(" ")[0]);
    expect(new Set(keys(speaker)).size).toBe(speaker.length);
    expect(keys(places(screens, "gallery"))).toEqual(keys(speaker));
  }));
});

Deno.test("while someone shares, nothing covers the screen in either view", () => {
  fc.assert(fc.property(
    fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
    fc.constantFrom<View>("speaker", "gallery"),
    (screens, view) => {
      fc.pre(screens.includes(true));
      for (const one of places(screens, view)) {
        expect(one).toMatch(/ (screen|strip)$/);
      }
    },
  ));
});

Deno.test("the view switch is disabled while someone shares a screen, and keeps its choice", () => {
  const view = signal<View>("gallery");
  const at = (screen: unknown) =>
    viewSwitch(view, [{ screen: null }, { screen }]);
  expect(at({})).toMatchObject({ pressed: true, disabled: true });
  expect(at(null)).toMatchObject({ pressed: true, disabled: false });
  at(null).onClick();
  expect(view.value).toBe("speaker");
  expect(at(null).pressed).toBe(false);
  expect(viewSwitch(view, []).disabled).toBe(false);
});
