/**
 * Zones that JavaScript engines list under a name that IANA's tz database has
 * replaced (its file `backward`): the old name, and today's. Both are accepted
 * everywhere.
 */
const RENAMED: Readonly<Record<string, string>> = {
  "Africa/Asmera": "Africa/Asmara",
  "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
  "America/Catamarca": "America/Argentina/Catamarca",
  "America/Coral_Harbour": "America/Atikokan",
  "America/Cordoba": "America/Argentina/Cordoba",
  "America/Godthab": "America/Nuuk",
  "America/Indianapolis": "America/Indiana/Indianapolis",
  "America/Jujuy": "America/Argentina/Jujuy",
  "America/Louisville": "America/Kentucky/Louisville",
  "America/Mendoza": "America/Argentina/Mendoza",
  "Asia/Calcutta": "Asia/Kolkata",
  "Asia/Katmandu": "Asia/Kathmandu",
  "Asia/Rangoon": "Asia/Yangon",
  "Asia/Saigon": "Asia/Ho_Chi_Minh",
  "Atlantic/Faeroe": "Atlantic/Faroe",
  "Europe/Kiev": "Europe/Kyiv",
  "Pacific/Enderbury": "Pacific/Kanton",
  "Pacific/Ponape": "Pacific/Pohnpei",
  "Pacific/Truk": "Pacific/Chuuk",
};

/** The name that the zone has today. */
export function todaysZone(zone: string): string {
  return RENAMED[zone] ?? zone;
}

/** A zone as a list shows it; an old name leads to today's. */
export interface ListedZone {
  readonly name: string;
  /** `Europe/Kiev (Europe/Kyiv)` */
  readonly label: string;
}

/** Every zone, by today's name and by the old one, in order; `UTC`, which engines do not list, is the last. */
export function listedZones(
  supported: readonly string[] = Intl.supportedValuesOf("timeZone"),
): readonly ListedZone[] {
  const names = new Set(supported.flatMap((zone) => [zone, todaysZone(zone)]));
  names.delete("UTC");
  return [...[...names].sort(), "UTC"].map((name) => {
    const today = todaysZone(name);
    const label = today === name ? name : `${name} (${today})`;
    return { name, label: label.replaceAll("_", " ") };
  });
}
