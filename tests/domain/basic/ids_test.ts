import { expect } from "expect";
import {
  parseArtistId,
  parseConsultationId,
  parseServiceId,
  parseTabId,
} from "@/lib/domain/basic/ids.ts";

const GOOD: [(text: unknown) => string | null, string[]][] = [
  [parseConsultationId, ["mfzwizltoqqgsztpojxw63ik4q", "2".repeat(26)]],
  [parseArtistId, ["ines-vidal", "a", "x".repeat(40)]],
  [parseServiceId, ["bridal-trial", "90min"]],
  [parseTabId, ["12345678", "aZ_-".repeat(16)]],
];

const BAD: [(text: unknown) => string | null, unknown[]][] = [
  [parseConsultationId, [
    "MFZWIZLTOQQGSZTPOJXW63IK4Q",
    "mfzwizltoqqgsztpojxw63ik4",
    "mfzwizltoqqgsztpojxw63ik4qq",
    "mfzwizltoqqgsztpojxw63ik41",
    "mfzwizltoqqgsztpojxw63ik4q\n",
  ]],
  [parseArtistId, ["-ines", "ines-", "Inès", "ines vidal", "x".repeat(41)]],
  [parseServiceId, ["../etc/passwd", "bridal/trial", "bridal\u0000trial"]],
  [parseTabId, ["1234567", "x".repeat(65), "tab 12345", "<script>"]],
];

for (const [parse, texts] of GOOD) {
  Deno.test(`${parse.name} accepts ids of its kind`, () => {
    for (const text of texts) expect(parse(text)).toBe(text);
  });
}

for (const [parse, texts] of BAD) {
  Deno.test(`${parse.name} rejects everything else`, () => {
    const others = ["", null, undefined, 42, {}, ["ines-vidal"], true];
    for (const text of [...texts, ...others]) {
      expect([text, parse(text)]).toEqual([text, null]);
    }
  });
}
