/** Formats of stored dates, times of day and time zones. */

/** Returns whether this is a calendar day, `YYYY-MM-DD`, in this or an adjacent century. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(text)) {
    return false;
  }
  const midnight = new Date(`${text}T00:00:00Z`);
  return Number.isFinite(midnight.getTime()) &&
    midnight.toISOString().startsWith(text);
}

/**
 * Returns whether this is a time of day, `HH:MM`, or the end of the day,
 * `24:00`. They sort by time as text.
 */
export function isClock(text: unknown): text is string {
  return typeof text === "string" &&
    /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(text);
}

/** Returns whether this is the name of a time zone, such as `Europe/Berlin`. A bare offset is not. */
export function isZone(name: unknown): name is string {
  if (typeof name !== "string" || !/^[A-Za-z][\w+/-]{1,63}$/.test(name)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
