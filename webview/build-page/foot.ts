/** Below everything: where it stands, and the way to send it. */
import { type FromBuildPage, type JobState } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";

export interface FootView {
  readonly notes: readonly string[];
  readonly last: { readonly state: JobState | ""; readonly sentence: string };
  readonly label: string;
  readonly isOff: boolean;
  readonly job: JobState;
}

/** Its buttons stay the same ones: a press that takes the focus out of a field would be lost with the button under it. */
export class Foot {
  readonly element: HTMLElement;
  private readonly status = element("div", { class: "status", role: "status" });
  private readonly build: HTMLElement;
  private readonly openGraph: HTMLElement;
  private readonly showJobs: HTMLElement;

  constructor(strings: BuildStrings, send: (message: FromBuildPage) => void, onBuild: () => void) {
    const named = (name: string, label: string, look: "primary" | "secondary", onPress: () => void): HTMLElement => {
      const made = button({ label, look, onPress });
      made.dataset["name"] = name;
      return made;
    };
    const close = named("close", strings.close, "secondary", () => send({ type: "close" }));
    this.openGraph = named("openGraph", strings.openGraph, "secondary", () => send({ type: "openGraph" }));
    this.showJobs = named("showJobs", strings.showJobs, "secondary", () => send({ type: "showJobs" }));
    this.build = named("build", strings.build, "primary", onBuild);
    const buttons = element("div", { class: "actions" }, close, this.openGraph, this.showJobs, this.build);
    this.element = element("footer", {}, this.status, buttons);
  }

  show({ notes, last, label, isOff, job }: FootView): void {
    this.status.replaceChildren(
      ...notes.filter(Boolean).map((note) => element("p", { class: "note" }, note)),
      ...(last.sentence === "" ? [] : [element("p", { class: `last ${last.state}` }, last.sentence)]),
    );
    if (this.build.textContent !== label) this.build.textContent = label;
    this.build.toggleAttribute("disabled", isOff);
    this.openGraph.hidden = job !== "refused";
    this.showJobs.hidden = job !== "begun";
  }
}
