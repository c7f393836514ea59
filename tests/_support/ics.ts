/** Reads calendar files with Mozilla's parser, which shares no code with the writer. */
import ICAL from "ical.js";

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly status: string;
  /** Maps name to value as text, and name to parameters. */
  readonly value: (name: string) => string | null;
  readonly param: (name: string, param: string) => string | null;
  readonly names: readonly string[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly alarms: readonly string[];
}

export interface ReadCalendar {
  readonly method: string | null;
  readonly value: (name: string) => string | null;
  readonly events: readonly ReadEvent[];
}

/** The parsed file; throws if the parser rejects it. */
export function readIcs(file: string): ReadCalendar {
  const root = new ICAL.Component(ICAL.parse(file) as unknown[]);
  if (root.name !== "vcalendar") throw new Error(`a ${root.name}`);
  return {
    method: text(root, "method"),
    value: (name) => text(root, name),
    events: root.getAllSubcomponents("vevent").map(readEvent),
  };
}

function readEvent(event: ICAL.Component): ReadEvent {
  const read = new ICAL.Event(event);
  const at = (time: ICAL.Time) => {
    // Only a time with a Z is an instant; without it the time is floating.
    if (time.zone !== ICAL.Timezone.utcTimezone) throw new Error("not in UTC");
    return time.toJSDate().getTime();
  };
  return {
    uid: read.uid,
    sequence: read.sequence,
    status: text(event, "status") ?? "",
    value: (name) => text(event, name),
    param: (name, param) =>
      event.getFirstProperty(name)?.getFirstParameter(param) ?? null,
    names: event.getAllProperties().map(({ name }) => name),
    startsAt: at(read.startDate),
    endsAt: at(read.endDate),
    alarms: event.getAllSubcomponents("valarm")
      .map((alarm) => `${text(alarm, "action")} ${text(alarm, "trigger")}`),
  };
}

function text(component: ICAL.Component, name: string): string | null {
  const value = component.getFirstPropertyValue(name);
  return value === null || value === undefined ? null : String(value);
}

/** Violations of the octet rules (RFC 5545, 3.1), one message per line; empty if none. */
export function badLines(file: string): string[] {
  const bytes = new TextEncoder().encode(file);
  const lines: number[][] = [[]];
  const bad: string[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!;
    if (byte === 13 && bytes[i + 1] === 10) {
      lines.push([]);
      i++;
    } else {
      // HTAB is the only control character that content may contain.
      if ((byte < 32 && byte !== 9) || byte === 127) bad.push(`octet ${byte}`);
      lines.at(-1)!.push(byte);
    }
  }
  // Requires whole characters on each line, though the standard permits
  // splitting them.
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for (const [at, line] of lines.entries()) {
    if (line.length > 75) bad.push(`line ${at} has ${line.length} octets`);
    try {
      decoder.decode(new Uint8Array(line));
    } catch {
      bad.push(`line ${at} has half a character`);
    }
  }
  return bad;
}

/** The lines before folding. */
export function unfolded(file: string): string[] {
  return file.replace(/\r\n[ \t]/g, "").split("\r\n");
}
