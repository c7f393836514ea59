import { type Signal, signal } from "@preact/signals";
import type { PhotoId } from "@/lib/domain/ids.ts";
import { type Prepared, preparePhoto } from "./photo_prepare.ts";

/** One picture on the form. */
export type ShelfPhoto =
  & { readonly key: number; readonly name: string }
  & (
    | { readonly state: "preparing" | "sending" }
    | { readonly state: "ready"; readonly id: PhotoId; readonly src: string }
    | { readonly state: "failed"; readonly words: string }
  );

type Stage = ShelfPhoto extends infer S
  ? S extends ShelfPhoto ? Omit<S, "key" | "name"> : never
  : never;

export type Sent =
  | { readonly ok: true; readonly id: PhotoId }
  | { readonly ok: false; readonly words: string };

export interface ShelfParts {
  prepare(file: File): Promise<Prepared>;
  send(blob: Blob): Promise<Sent>;
  remove(id: PhotoId): Promise<void>;
  /** An address under which the page can show it, and its undo. */
  show(blob: Blob): string;
  unshow(src: string): void;
}

/**
 * The pictures of a booking form: made ready and sent one after the other, so
 * that a phone holds one in its memory at a time, and each with its own words.
 */
export class PhotoShelf {
  readonly photos: Signal<readonly ShelfPhoto[]>;
  readonly #most: number;
  readonly #parts: ShelfParts;
  #nextKey = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(
    ids: readonly PhotoId[],
    most: number,
    parts: ShelfParts = browserParts,
  ) {
    this.#most = most;
    this.#parts = parts;
    this.photos = signal(ids.map((id, i) => ({
      key: this.#nextKey++,
      name: `Picture ${i + 1}`,
      state: "ready",
      id,
      src: `/api/booking/photos/${id}`,
    })));
  }

  get busy(): boolean {
    return this.photos.value.some(({ state }) =>
      state === "preparing" || state === "sending"
    );
  }

  /** Takes the files that there is room for; answers how many there was none for. */
  add(files: readonly File[]): number {
    const taken = this.photos.value.filter((one) => one.state !== "failed");
    const room = Math.max(0, this.#most - taken.length);
    for (const file of files.slice(0, room)) {
      const key = this.#nextKey++;
      this.photos.value = [
        ...this.photos.value,
        { key, name: file.name, state: "preparing" },
      ];
      this.#work = this.#work.then(() => this.#bring(key, file));
    }
    return files.length - Math.min(room, files.length);
  }

  /** Resolves when nothing is on its way any more. */
  async settled(): Promise<void> {
    let work;
    do await (work = this.#work); while (work !== this.#work);
  }

  async remove(key: number): Promise<void> {
    const photo = this.photos.value.find((one) => one.key === key);
    this.photos.value = this.photos.value.filter((one) => one.key !== key);
    if (photo?.state !== "ready") return;
    this.#parts.unshow(photo.src);
    await this.#parts.remove(photo.id);
  }

  async #bring(key: number, file: File) {
    const prepared = await this.#parts.prepare(file)
      .catch((): Prepared => ({ ok: false, words: LOST }));
    if (!this.#has(key)) return;
    if (!prepared.ok) return this.#set(key, failed(prepared.words));
    this.#set(key, { state: "sending" });
    const sent = await this.#parts.send(prepared.blob)
      .catch((): Sent => ({ ok: false, words: LOST }));
    // It was taken away while it was on its way.
    if (sent.ok && !this.#has(key)) return await this.#parts.remove(sent.id);
    if (!sent.ok) return this.#set(key, failed(sent.words));
    const src = this.#parts.show(prepared.blob);
    this.#set(key, { state: "ready", id: sent.id, src });
  }

  #has(key: number): boolean {
    return this.photos.value.some((one) => one.key === key);
  }

  #set(key: number, stage: Stage) {
    this.photos.value = this.photos.value.map((one) =>
      one.key === key ? { key, name: one.name, ...stage } : one
    );
  }
}

const LOST = "It did not arrive. Check your connection and add it again.";

function failed(words: string) {
  return { state: "failed", words } as const;
}

const browserParts: ShelfParts = {
  prepare: (file) => preparePhoto(file),
  async send(blob) {
    const response = await fetch("/api/booking/photos", {
      method: "POST",
      headers: { "content-type": blob.type },
      body: blob,
    });
    const body = await response.json();
    return response.ok
      ? { ok: true, id: body.id }
      : { ok: false, words: body.error?.message ?? LOST };
  },
  async remove(id) {
    await fetch(`/api/booking/photos/${id}`, { method: "DELETE" })
      .catch(() => {});
  },
  show: (blob) => URL.createObjectURL(blob),
  unshow: (src) => {
    if (src.startsWith("blob:")) URL.revokeObjectURL(src);
  },
};
