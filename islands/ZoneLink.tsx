import { useEffect, useState } from "preact/hooks";

/** Offers the times in the browser's own zone, where they are shown in another. */
export default function ZoneLink(
  { shown, href }: { readonly shown: string; readonly href: string },
) {
  const [own, setOwn] = useState<string | null>(null);
  useEffect(() => {
    setOwn(new Intl.DateTimeFormat().resolvedOptions().timeZone ?? null);
  }, []);
  if (own === null || own === shown) return null;
  const there = `${href}&zone=${encodeURIComponent(own)}`;
  return <a href={there}>Show them in {own.replaceAll("_", " ")} time</a>;
}
