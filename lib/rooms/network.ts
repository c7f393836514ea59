/**
 * What lets several processes serve the same rooms. One process owns a room;
 * sockets that land in another one are passed on to it, frame by frame, so the
 * rules of rooms need not know. Without a network there is one process.
 */
export interface RoomsNetwork {
  /** This process; new at each start. */
  readonly self: string;
  /** Who owns the room, if that process is alive; from now on this one, if not. */
  owner(room: string): Promise<string>;
  /** Does that process still renew its lease? */
  alive(process: string): Promise<boolean>;
  /** Sends to another process. Messages to the same one arrive in order. */
  post(to: string, message: NetworkMessage): void;
  /** Takes the lease and renews it from now on, and hands over what arrives. */
  start(handlers: NetworkHandlers): Promise<void>;
  /** Gives up the lease, so that others take over at once. */
  close(): Promise<void>;
}

export interface NetworkHandlers {
  message(from: string, message: NetworkMessage): void;
  /** The lease ran out before it was renewed (this process was stopped): others may own its rooms. */
  lapsed(): void;
}

/** `socket` is an id that the process with the socket has chosen. */
export type NetworkMessage =
  | { type: "open"; socket: string }
  | { type: "up"; socket: string; data: string }
  | { type: "gone"; socket: string }
  | { type: "down"; socket: string; data: string }
  | { type: "shut"; socket: string; code: number; reason: string }
  | { type: "ask"; id: string; request: unknown }
  | { type: "reply"; id: string; response: unknown };
