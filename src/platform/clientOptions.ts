import { type KeyValueStore } from "./keyValueStore";
import { type TransportOptions, type UploadProgress } from "./transport";

/** `token` is asked before each request, so that a replaced one is used at once. */
export interface ClientOptions extends TransportOptions {
  /** Where it is remembered what servers have. */
  readonly memory?: KeyValueStore;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** No second try of what only reads, for a caller that asks again by itself. */
  readonly once?: boolean | undefined;
}

export interface UploadOptions extends CallOptions {
  /** Called at most ten times a second with the bytes that the server's side has taken. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}
