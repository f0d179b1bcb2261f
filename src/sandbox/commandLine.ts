import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Profile, ProfileError, readProfile } from "./http/profile";

export interface CommandLine {
  /** 0 = any free one. */
  readonly port: number;
  /** Absolute path of the data folder. */
  readonly data: string;
  readonly demo: boolean;
  readonly sampler: "nuts" | "fast";
  readonly workers: number;
  readonly profile: Profile;
  /** Bytes that one uploaded file may have. */
  readonly largestUpload: number;
  /** Started by the extension: the token comes on stdin, nothing goes to stdout, and it leaves when its windows do. */
  readonly session: boolean;
}

const GIGABYTE = 1024 ** 3;
export const USAGE =
  "Usage: --data DIR [--port N] [--demo] [--profile NAME,...] [--engine nuts|fast] [--workers N] [--max-upload BYTES] [--session]";

/** The words after the program's name could not be understood; the message is one sentence for a person. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export function readCommandLine(words: readonly string[]): CommandLine {
  const { values } = parse(words);
  const engine = values.engine ?? "nuts";
  if (engine !== "nuts" && engine !== "fast") throw new UsageError(`--engine is "nuts" or "fast", not "${engine}".`);
  if (!values.data) throw new UsageError(`--data is missing: name the folder for the sandbox's data. ${USAGE}`);
  return {
    port: wholeNumber("--port", values.port ?? "0", 0, 65_535),
    data: resolve(values.data),
    demo: values.demo ?? false,
    sampler: engine,
    workers: wholeNumber("--workers", values.workers ?? String(Math.min(4, availableParallelism())), 1, 64),
    profile: profileOf(values.profile ?? "documented"),
    largestUpload: wholeNumber("--max-upload", values["max-upload"] ?? String(5 * GIGABYTE), 1, 1024 * GIGABYTE),
    session: values.session ?? false,
  };
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: false,
      options: {
        port: { type: "string" },
        data: { type: "string" },
        demo: { type: "boolean" },
        engine: { type: "string" },
        workers: { type: "string" },
        profile: { type: "string" },
        "max-upload": { type: "string" },
        session: { type: "boolean" },
      },
    });
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split(/\. |\n/);
    throw new UsageError(`${sentence ?? ""}. ${USAGE}`);
  }
}

function profileOf(words: string): Profile {
  try {
    return readProfile(words);
  } catch (error) {
    if (error instanceof ProfileError) throw new UsageError(error.message);
    throw error;
  }
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} is a whole number from ${least} to ${most}, not "${text}".`);
}
