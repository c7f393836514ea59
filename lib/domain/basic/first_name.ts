/**
 * Words before a name that are no first name: titles and forms of address, as
 * people write them with and without a dot, and particles of family names. The
 * languages are those of the studios' clients in western Europe.
 */
const NO_FIRST_NAME = new Set(
  [
    // Titles
    "dr dra drs dott dottoressa prof profa professor professeur doktor doctor",
    "ing dipl mag rev reverend fr father sister capt captain col sir dame lord",
    "lady hon rabbi imam",
    // Forms of address
    "mr mrs ms mx miss master mister m mm mme mlle monsieur madame maître me",
    "herr herrn frau fräulein sr sra srta señor señora señorita senhor senhora",
    "don doña dona sig signor signora signorina dhr mevr mevrouw meneer hr fru",
    "frk pan pani",
    // What stands for a name that is not known: "your artist"
    "your",
    // Particles
    "van von vom zu zur zum der den de del della di da das do dos du des la le",
    "el al bin ibn bint ter ten af av",
  ].flatMap((words) => words.split(" ")),
);

/**
 * The name to address a person by: `Inès Vidal` → `Inès`. A name that begins
 * with a title, a particle or an initial is kept whole: `Dr Anna Smith`.
 */
export function firstName(name: string): string {
  const whole = name.trim();
  const [first = "", ...rest] = whole.split(/\s+/);
  if (rest.length === 0 || !isNoFirstName(first)) return first;
  return whole;
}

/** `Frau Dr Anna Smith` → `Anna Smith`; a name that is nothing else stays. */
export function withoutTitles(name: string): string {
  const words = name.trim().split(/\s+/);
  const at = words.findIndex((word) => !isNoFirstName(word));
  return words.slice(Math.max(0, at)).join(" ");
}

function isNoFirstName(word: string): boolean {
  const bare = word.replace(/[.,]+$/, "");
  return bare !== word || [...bare].length === 1 ||
    // `Sig.ra`, `Dipl.-Ing`: an abbreviation with a dot inside.
    bare.includes(".") || NO_FIRST_NAME.has(bare.toLocaleLowerCase("en"));
}
