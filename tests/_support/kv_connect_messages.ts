/**
 * The messages of the KV Connect protocol, version 3, by their field numbers
 * (denoland/denokv, proto/schema/datapath.proto).
 */
import protobuf from "protobufjs";

export interface ReadRange {
  readonly start: Uint8Array;
  readonly end: Uint8Array;
  readonly limit: number;
  readonly reverse: boolean;
}

export interface Entry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly encoding: number;
  readonly versionstamp: Uint8Array;
}

export interface Check {
  readonly key: Uint8Array;
  readonly versionstamp: Uint8Array;
}

export interface Mutation {
  readonly key: Uint8Array;
  readonly value: { readonly data: Uint8Array; readonly encoding: number };
  readonly mutationType: number;
  /** Milliseconds since 1970; 0 is never. */
  readonly expireAtMs: number;
}

export const READ_SUCCESS = 1;
export const WRITE_SUCCESS = 1;
export const CHECK_FAILURE = 2;
export const SET = 1;
export const DELETE = 2;
export const SUM = 3;
export const LE64 = 2;

type Fields = Record<
  string,
  [type: string, id: number] | ["many", string, number]
>;

const message = (fields: Fields) => ({
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      field[0] === "many"
        ? { rule: "repeated", type: field[1] as string, id: field[2]! }
        : { type: field[0], id: field[1] as number },
    ]),
  ),
});

const root = protobuf.Root.fromJSON({
  nested: {
    SnapshotRead: message({ ranges: ["many", "ReadRange", 1] }),
    ReadRange: message({
      start: ["bytes", 1],
      end: ["bytes", 2],
      limit: ["int32", 3],
      reverse: ["bool", 4],
    }),
    SnapshotReadOutput: message({
      ranges: ["many", "ReadRangeOutput", 1],
      readIsStronglyConsistent: ["bool", 4],
      status: ["int32", 8],
    }),
    ReadRangeOutput: message({ values: ["many", "KvEntry", 1] }),
    KvEntry: message({
      key: ["bytes", 1],
      value: ["bytes", 2],
      encoding: ["int32", 3],
      versionstamp: ["bytes", 4],
    }),
    AtomicWrite: message({
      checks: ["many", "Check", 1],
      mutations: ["many", "Mutation", 2],
    }),
    Check: message({ key: ["bytes", 1], versionstamp: ["bytes", 2] }),
    Mutation: message({
      key: ["bytes", 1],
      value: ["KvValue", 2],
      mutationType: ["int32", 3],
      expireAtMs: ["int64", 4],
    }),
    KvValue: message({ data: ["bytes", 1], encoding: ["int32", 2] }),
    AtomicWriteOutput: message({
      status: ["int32", 1],
      versionstamp: ["bytes", 2],
      failedChecks: ["many", "uint32", 4],
    }),
    Watch: message({ keys: ["many", "WatchKey", 1] }),
    WatchKey: message({ key: ["bytes", 1] }),
    WatchOutput: message({
      status: ["int32", 1],
      keys: ["many", "WatchKeyOutput", 2],
    }),
    WatchKeyOutput: message({
      changed: ["bool", 1],
      entryIfChanged: ["KvEntry", 2],
    }),
  },
});

export function decoded<T>(name: string, bytes: Uint8Array): T {
  const type = root.lookupType(name);
  return type.toObject(type.decode(bytes), {
    longs: Number,
    defaults: true,
    arrays: true,
  }) as T;
}

export function encoded(name: string, value: Record<string, unknown>) {
  const type = root.lookupType(name);
  return new Uint8Array(type.encode(type.create(value)).finish());
}
