import { expect } from "expect";
import { renderToString } from "preact-render-to-string";
import { StaffLayout } from "@/components/frame/StaffLayout.tsx";

/** The link of the navigation that is marked as the current page. */
function currentAt(role: "artist" | "admin", path: string): string | undefined {
  const html = renderToString(
    <StaffLayout studio="Rosewood" role={role} who="Inès Vidal" path={path}>
      <p>The page</p>
    </StaffLayout>,
  );
  return /<a[^>]*href="([^"]*)"[^>]*aria-current="page"/.exec(html)?.[1];
}

Deno.test("the navigation marks the page that is open, and the one that a page below belongs to", () => {
  const admin = [
    ["/admin", "/admin"],
    ["/admin/consultations/x/move", "/admin"],
    ["/admin/services", "/admin/services"],
    ["/admin/services/new", "/admin/services"],
    ["/admin/artists/ines/hours", "/admin/artists"],
    ["/admin/studio", "/admin/studio"],
    ["/admin/studio-of-another-name", "/admin"],
  ] as const;
  for (const [path, link] of admin) {
    expect([path, currentAt("admin", path)]).toEqual([path, link]);
  }
  const artist = [
    ["/artist", "/artist"],
    ["/artist/consultations/x", "/artist"],
    ["/artist/past", "/artist/past"],
    ["/artist/calendar", "/artist/calendar"],
  ] as const;
  for (const [path, link] of artist) {
    expect([path, currentAt("artist", path)]).toEqual([path, link]);
  }
});

Deno.test("the frame of the staff names the studio and the person, and has a way out", () => {
  const html = renderToString(
    <StaffLayout studio="Rosewood" role="admin" who="odile@r.example" path="/">
      <p>The page</p>
    </StaffLayout>,
  );
  expect(html).toContain("Rosewood");
  expect(html).toContain("odile@r.example");
  expect(html).toContain('action="/sign-out"');
  expect(html).toMatch(/<main[^>]*>.*<p>The page<\/p>.*<\/main>/s);
});
