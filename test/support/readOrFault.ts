import { JsonTextError } from "../../src/jsonText/scan";

/** What a reading of JSON gives, or where and why it gives nothing: two ways of reading must agree in both. */
export function readOrFault(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof JsonTextError) return { message: error.message, offset: error.offset };
    throw error;
  }
}
