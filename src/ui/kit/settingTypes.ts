export interface TrainingSetting {
  readonly epochs: number;
  readonly learning_rate: number;
  readonly samples: number;
}

export interface SettingTypes {
  readonly "api.baseUrl": string;
  readonly "api.teamsUrl": string;
  readonly "api.webUrl": string;
  readonly "api.uploadTypes": readonly string[];
  readonly "upload.askMegabytes": number;
  readonly "upload.maxMegabytes": number;
  readonly "model.trainShare": number;
  readonly "model.refit": TrainingSetting;
  readonly "model.build": TrainingSetting;
  readonly "attribution.samples": number | null;
  readonly "notifications.level": "all" | "errors+long" | "errors" | "none";
  readonly "notifications.longJobSeconds": number;
  readonly "sandbox.engine": "nuts" | "fast";
  readonly "sandbox.maxWorkers": number;
  readonly "sandbox.dataFolder": string;
}

export type SettingKey = keyof SettingTypes;

type Shape = (value: unknown) => boolean;

const text: Shape = (value) => typeof value === "string";
const number = (fits: (value: number) => boolean): Shape => {
  return (value) => typeof value === "number" && Number.isFinite(value) && fits(value);
};
const whole = (least: number, most: number): Shape =>
  number((value) => Number.isInteger(value) && value >= least && value <= most);
const oneOf = (...words: readonly string[]): Shape => {
  return (value) => typeof value === "string" && words.includes(value);
};
const megabytes = number((value) => value >= 0);
const rate = number((value) => value > 0 && value <= 1);
const training: Shape = (value) => {
  const { epochs, learning_rate, samples } = (value ?? {}) as Partial<Record<keyof TrainingSetting, unknown>>;
  return whole(1, 100_000)(epochs) && rate(learning_rate) && whole(1, 1_000)(samples);
};

/** The ranges of package.json: VS Code only underlines what does not fit, and hands it over all the same. */
const shapes: { readonly [K in SettingKey]: Shape } = {
  "api.baseUrl": text,
  "api.teamsUrl": text,
  "api.webUrl": text,
  "api.uploadTypes": (value) => Array.isArray(value) && value.every((one) => typeof one === "string" && one !== ""),
  "upload.askMegabytes": megabytes,
  "upload.maxMegabytes": megabytes,
  "model.trainShare": number((value) => value > 0 && value < 1),
  "model.refit": training,
  "model.build": training,
  "attribution.samples": (value) => value === null || whole(1, 10_000)(value),
  "notifications.level": oneOf("all", "errors+long", "errors", "none"),
  "notifications.longJobSeconds": whole(1, 86_400),
  "sandbox.engine": oneOf("nuts", "fast"),
  "sandbox.maxWorkers": whole(1, 64),
  "sandbox.dataFolder": text,
};

/** Whether a value that somebody may have written by hand is one that the code can work with. */
export function fitsSetting(key: SettingKey, value: unknown): boolean {
  return shapes[key](value);
}
