import { expect } from "expect";
import { prepareTips } from "@/lib/domain/consultation/prepare_tips.ts";

const words = {
  light: "Light.",
  face: ["Hair.", "Skin."],
  devices: ["Headphones.", "Wi-Fi."],
};

Deno.test("a service's own tips stand between light and devices, in its order", () => {
  expect(prepareTips("Jewellery.\nDress.", words))
    .toEqual(["Light.", "Jewellery.", "Dress.", "Headphones.", "Wi-Fi."]);
});

Deno.test("a service without tips has the general ones", () => {
  expect(prepareTips(undefined, words))
    .toEqual(["Light.", "Hair.", "Skin.", "Headphones.", "Wi-Fi."]);
});
