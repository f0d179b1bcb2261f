import { type SeverityProfile } from "../../dataFiles/rule";

export const PROFILES = ["documented", "minimal", "hostile", "failing", "strict-data", "lenient-data"] as const;
export type ProfileName = (typeof PROFILES)[number];

/** Single choices that the platform may have made otherwise: further words of `--profile`. */
export const VARIANTS = [
  "old-auth",
  "strangers-403",
  "active-null",
  "active-empty",
  "activate-204",
  "activate-null",
  "activate-true",
  "created-201",
  "refuse-at-once",
  "unfinished-422",
  "model-id-key",
  "graphs-by-id",
  "jobs-instant",
  "jobs-slow",
  "jobs-endless",
] as const;
export type Variant = (typeof VARIANTS)[number];

/** Which of the servers that the documents allow this one is. */
export interface Profile {
  readonly names: readonly (ProfileName | Variant)[];
  /** Records have the keys that scripts are known to read and no others; there are no calls beyond the documented ones. */
  readonly minimal: boolean;
  /** Further keys, other orders, other status words, ids as text, slow answers. */
  readonly hostile: boolean;
  /** Jobs end badly. */
  readonly failing: boolean;
  readonly data: SeverityProfile;
  readonly has: (variant: Variant) => boolean;
}

/** A word that is no profile, or two that contradict each other; the message is one sentence. */
export class ProfileError extends Error {
  override readonly name = "ProfileError";
}

/** Reads the words of `--profile`: names with commas between them. */
export function readProfile(words: string): Profile {
  const names = words.split(",").map((word) => word.trim());
  const wrong = names.find((name) => !WORDS.some((word) => word === name));
  if (wrong !== undefined) {
    throw new ProfileError(`--profile knows ${WORDS.join(", ")} (several with commas), not "${wrong}".`);
  }
  const has = (name: ProfileName | Variant) => names.includes(name);
  for (const alternatives of ALTERNATIVES) {
    const [one, other] = alternatives.filter(has);
    if (other !== undefined) throw new ProfileError(`--profile cannot be ${one ?? ""} and ${other} at once.`);
  }
  return {
    names: WORDS.filter(has),
    has,
    minimal: has("minimal"),
    hostile: has("hostile"),
    failing: has("failing"),
    data: has("strict-data") ? "strict-data" : has("lenient-data") ? "lenient-data" : "documented",
  };
}

const WORDS = [...PROFILES, ...VARIANTS];

const ALTERNATIVES: readonly (readonly (ProfileName | Variant)[])[] = [
  ["strict-data", "lenient-data"],
  ["active-null", "active-empty"],
  ["activate-204", "activate-null", "activate-true"],
  ["jobs-instant", "jobs-slow", "jobs-endless"],
  ["refuse-at-once", "jobs-endless"],
];
