import { expect } from "expect";
import { isPhone, parsePhone } from "@/lib/domain/basic/phone.ts";

for (
  const typed of [
    "+4915112345678",
    " +49 151 1234 5678 ",
    "+49 (0)151 12345678",
    "+49-151/1234.5678",
    "0049 151 12345678",
    "＋４９ １５１ １２３４ ５６７８",
    "+49\u00a0151\u202f12345678",
    "+49‑151‑12345678",
    "tel:+4915112345678",
    "\u202e+4915112345678",
    "+49١٥١١٢٣٤٥٦٧٨",
  ]
) {
  Deno.test(`${JSON.stringify(typed)} is a number as people write it`, () => {
    expect(parsePhone(typed)).toBe("+4915112345678");
  });
}

for (
  const typed of [
    "",
    "0151 12345678",
    "151 12345678",
    "+0151 12345678",
    "00 0151 12345678",
    "+49",
    "+1234567890123456",
    "+4915112345678, +15005550006",
    "+4915112345678 +15005550006",
    "+4915112345678;ext=9",
    "+4915112345678\r\nTo: +15005550006",
    "+49 0151 CALL ME",
    "+" + "1 ".repeat(5000),
  ]
) {
  Deno.test(`${JSON.stringify(typed.slice(0, 40))} is not a number`, () => {
    expect(parsePhone(typed)).toBe(null);
  });
}

Deno.test("the stored form is E.164 and nothing else", () => {
  expect(isPhone("+4915112345678")).toBe(true);
  for (const other of ["4915112345678", "+49 151", "+4915112345678\n"]) {
    expect(isPhone(other)).toBe(false);
  }
});
