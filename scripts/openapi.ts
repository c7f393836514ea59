/** Writes docs/openapi.json, the document that the server also answers with. */
import { openApiDocument } from "@/lib/http/openapi/document.ts";

export const OPENAPI_FILE = new URL("../docs/openapi.json", import.meta.url);

/** As it is committed. */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(), null, 2)}\n`;
}

if (import.meta.main) await Deno.writeTextFile(OPENAPI_FILE, openApiText());
