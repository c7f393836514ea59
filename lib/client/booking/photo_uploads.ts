import { readRefusal } from "@/lib/client/page/api.ts";
import { urlOf } from "@/lib/client/page/endpoint_url.ts";
import {
  createStore,
  type Readable,
  type Store,
} from "@/lib/client/page/store.ts";
import type { PhotoId } from "@/lib/domain/basic/ids.ts";
import type { AnswerOf } from "@/lib/wire/endpoints.ts";
import { photoErrors } from "@/words/photo_errors.ts";
import { photos } from "@/words/photos.ts";
import { type PreparedPhoto, preparePhoto } from "./prepare_photo.ts";

/** One photo on the form. */
export type PhotoUpload =
  & { readonly key: number; readonly name: string }
  & (
    | { readonly state: "preparing" | "sending" }
    | { readonly state: "ready"; readonly id: PhotoId; readonly src: string }
    | { readonly state: "failed"; readonly words: string }
  );

type Stage = PhotoUpload extends infer S
  ? S extends PhotoUpload ? Omit<S, "key" | "name"> : never
  : never;

/** An already uploaded photo, as the form shows it. */
export function uploaded(id: PhotoId, index: number) {
  return {
    name: photos.numbered({ number: index + 1 }),
    state: "ready",
    id,
    src: urlOf("GET /api/booking/photos/:photo", { photo: id }),
  } as const;
}

export type UploadResult =
  | { readonly ok: true; readonly id: PhotoId }
  | { readonly ok: false; readonly words: string };

export interface PhotoUploadsDeps {
  prepare(file: File): Promise<PreparedPhoto>;
  send(blob: Blob): Promise<UploadResult>;
  remove(id: PhotoId): Promise<void>;
  /** A URL under which the page can show it, and its undo. */
  show(blob: Blob): string;
  unshow(src: string): void;
}

/**
 * The photos of a booking form: prepared and uploaded one after the other, so
 * that a phone holds only one in memory, each with its own status text.
 */
export class PhotoUploads {
  readonly #photos: Store<readonly PhotoUpload[]>;
  readonly #most: number;
  readonly #parts: PhotoUploadsDeps;
  #nextKey = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(
    ids: readonly PhotoId[],
    most: number,
    parts: PhotoUploadsDeps = browserParts,
  ) {
    this.#most = most;
    this.#parts = parts;
    this.#photos = createStore<readonly PhotoUpload[]>(
      ids.map((id, i) => ({ key: this.#nextKey++, ...uploaded(id, i) })),
    );
  }

  get photos(): Readable<readonly PhotoUpload[]> {
    return this.#photos;
  }

  get busy(): boolean {
    return this.photos.value.some(({ state }) =>
      state === "preparing" || state === "sending"
    );
  }

  /** Takes the files that there is room for; returns how many did not fit. */
  add(files: readonly File[]): number {
    const taken = this.photos.value.filter((one) => one.state !== "failed");
    const room = Math.max(0, this.#most - taken.length);
    for (const file of files.slice(0, room)) {
      const key = this.#nextKey++;
      this.#photos.set([
        ...this.photos.value,
        { key, name: file.name, state: "preparing" },
      ]);
      this.#work = this.#work.then(() => this.#bring(key, file));
    }
    return files.length - Math.min(room, files.length);
  }

  /** Resolves when no upload is in progress. */
  async settled(): Promise<void> {
    let work;
    do await (work = this.#work); while (work !== this.#work);
  }

  async remove(key: number): Promise<void> {
    const photo = this.photos.value.find((one) => one.key === key);
    this.#photos.set(this.photos.value.filter((one) => one.key !== key));
    if (photo?.state !== "ready") return;
    this.#parts.unshow(photo.src);
    await this.#parts.remove(photo.id);
  }

  async #bring(key: number, file: File) {
    const prepared = await this.#parts.prepare(file)
      .catch((): PreparedPhoto => ({ ok: false, words: LOST }));
    if (!this.#has(key)) return;
    if (!prepared.ok) return this.#set(key, failed(prepared.words));
    this.#set(key, { state: "sending" });
    const sent = await this.#parts.send(prepared.blob)
      .catch((): UploadResult => ({ ok: false, words: LOST }));
    // It was removed during the upload.
    if (sent.ok && !this.#has(key)) return await this.#parts.remove(sent.id);
    if (!sent.ok) return this.#set(key, failed(sent.words));
    const src = this.#parts.show(prepared.blob);
    this.#set(key, { state: "ready", id: sent.id, src });
  }

  #has(key: number): boolean {
    return this.photos.value.some((one) => one.key === key);
  }

  #set(key: number, stage: Stage) {
    this.#photos.set(
      this.photos.value.map((one) =>
        one.key === key ? { key, name: one.name, ...stage } : one
      ),
    );
  }
}

const LOST = photoErrors.lost;

function failed(words: string) {
  return { state: "failed", words } as const;
}

const UPLOAD = "POST /api/booking/photos";

const browserParts: PhotoUploadsDeps = {
  prepare: (file) => preparePhoto(file),
  async send(blob) {
    const response = await fetch(urlOf(UPLOAD, {}), {
      method: "POST",
      headers: { "content-type": blob.type },
      body: blob,
    });
    if (!response.ok) {
      const refused = readRefusal(await response.json());
      return { ok: false, words: refused?.message ?? LOST };
    }
    const { id }: AnswerOf<typeof UPLOAD> = await response.json();
    return { ok: true, id };
  },
  async remove(id) {
    const url = urlOf("DELETE /api/booking/photos/:photo", { photo: id });
    await fetch(url, { method: "DELETE" }).catch(() => {});
  },
  show: (blob) => URL.createObjectURL(blob),
  unshow: (src) => {
    if (src.startsWith("blob:")) URL.revokeObjectURL(src);
  },
};
