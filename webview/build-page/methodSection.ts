/** How the model is trained, and what becomes of it. */
import { type BuildForm } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { checkbox, dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { labelled, setFault } from "./labelled";

interface MethodContext {
  readonly form: BuildForm;
  readonly strings: BuildStrings;
  readonly isSandbox: boolean;
  readonly onChange: (change: Partial<BuildForm>) => void;
  /** A field holds what cannot be sent; it keeps what is typed until it is mended. */
  readonly onFault: (name: string, isFaulty: boolean) => void;
}

export function methodSection(context: MethodContext): readonly HTMLElement[] {
  const { form, strings, isSandbox, onChange } = context;
  const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;
  const isSeed = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
  const fields = [
    numberField("epochs", context, strings.epochs, strings.epochsHelp, strings.wholeFault, isCount),
    numberField("learningRate", context, strings.learningRate, strings.learningRateHelp, strings.rateFault, isRate),
    numberField("samples", context, strings.samples, strings.samplesHelp, strings.wholeFault, isCount),
    ...(isSandbox
      ? [
          labelled("sampler", strings.sampler, samplerList(context), strings.samplerHelp),
          numberField("seed", context, strings.seed, strings.seedHelp, strings.seedFault, isSeed),
        ]
      : []),
  ];
  const activate = checkbox({
    label: strings.activate,
    checked: form.activate,
    onCommit: (checked) => onChange({ activate: checked }),
  });
  const help = isSandbox ? strings.activateHelp : `${strings.activateShared} ${strings.activateHelp}`;
  activate.setAttribute("aria-description", help);
  return [
    element("div", { class: "fields method" }, ...fields),
    element("div", { class: "check" }, activate, element("span", { class: "help" }, help)),
  ];
}

const isRate = (value: number): boolean => value > 0 && value <= 1;

function samplerList({ form, strings, onChange }: MethodContext): HTMLElement {
  return dropdown({
    label: strings.sampler,
    value: form.sampler,
    choices: [
      { value: "nuts", label: strings.samplerExact },
      { value: "fast", label: strings.samplerFast },
    ],
    onCommit: (value) => onChange({ sampler: value === "fast" ? "fast" : "nuts" }),
  });
}

function numberField(
  name: "epochs" | "learningRate" | "samples" | "seed",
  { form, onChange, onFault }: MethodContext,
  label: string,
  help: string,
  fault: string,
  fits: (value: number) => boolean,
): HTMLElement {
  const read = (text: string): void => {
    const value = text.trim() === "" ? NaN : Number(text);
    setFault(control, fits(value) ? "" : fault);
    onFault(name, !fits(value));
    if (fits(value)) onChange({ [name]: value });
  };
  const control = textField({ label, value: String(form[name]), onCommit: read, onInput: read });
  return labelled(name, label, control, help);
}
