import type { LowAttrs, LowGraph, LowNode, LowNodeOf, Prior } from "../../../graphs/sandboxSchema";
import type { DriverKind } from "../contract";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";
import { isFraction, isPositive, priorTransform } from "../priors/priorTransforms";
import type { PriorTransform } from "../priors/priorTransform";
import { DerivedPrior } from "../priors/wholeLine";
import type { MediaChain } from "../program/mediaChain";
import { Program } from "../program/program";
import type { CentredTerm, Term } from "../program/terms/term";
import { dataTensor, type Tensor, type Variable } from "../program/tensor";
import { TrainingWindow } from "../program/trainingWindow";
import { frameSeries, parseSeriesKey } from "./frameSeries";
import { orderedNodes, type WiredNode } from "./lowGraphOrder";

export interface CompiledTerm {
  readonly term: Term;
  readonly node: LowNode;
  readonly kind: DriverKind;
  readonly zeroSum: boolean;
  readonly vehicle?: string;
  readonly chain?: MediaChain;
}

/** A block of numbers that the model learns, on their natural scale. */
export interface CompiledQuantity {
  readonly id: string;
  readonly names: readonly string[];
  readonly variable: Variable;
  /** How each number is carried to the whole line, and its prior there. */
  readonly transform: PriorTransform;
  /** The prior comes from other parameters: it can only be drawn (uncentred.ts). */
  readonly pooled?: true;
}

/** What has been compiled so far, and how a node finds its inputs. */
export class GraphCompiler {
  readonly program = new Program();
  readonly units: number;
  readonly dates: number;
  readonly window: TrainingWindow;
  readonly variables = new Map<string, Variable>();
  readonly tensors = new Map<string, Tensor>();
  readonly columns = new Map<string, readonly Float64Array[]>();
  readonly terms = new Map<string, CompiledTerm>();
  readonly quantities: CompiledQuantity[] = [];
  readonly adstocks = new Map<string, NonNullable<MediaChain["adstock"]>>();
  readonly saturations = new Map<string, Pick<MediaChain, "saturation" | "multiples">>();
  /** Terms whose training mean a centred intercept leaves out. */
  readonly centred = new Map<string, CentredTerm>();
  /** The nodes that matter, every node after its inputs. */
  readonly order: readonly WiredNode[];
  private readonly byId: ReadonlyMap<string, WiredNode>;

  constructor(
    graph: LowGraph,
    readonly frame: Frame,
    readonly training: Uint8Array,
    untilLastTrainingDate: boolean,
  ) {
    this.window = new TrainingWindow(training);
    if (this.window.count === 0) throw new ModelError("there are no training dates");
    this.units = frame.units.length;
    this.dates = untilLastTrainingDate ? this.window.end : frame.dates.length;
    this.order = orderedNodes(graph);
    this.byId = new Map(this.order.map((wired) => [wired.node.id, wired]));
  }

  wired(id: string): WiredNode {
    const wired = this.byId.get(id);
    if (wired === undefined) throw new ModelError(`the graph has no node "${id}"`);
    return wired;
  }

  optionalInput({ node, inputs }: WiredNode, port: string): LowNode | undefined {
    const feeds = inputs.get(port) ?? [];
    if (feeds.length > 1) throw new ModelError(`port ${port} of "${node.id}" has ${feeds.length} edges; it takes one`);
    return feeds.length === 0 ? undefined : this.wired(feeds[0]).node;
  }

  input(wired: WiredNode, port: string): LowNode {
    const input = this.optionalInput(wired, port);
    if (input === undefined) throw new ModelError(`node "${wired.node.id}" lacks an edge to its port ${port}`);
    return input;
  }

  variable(wired: WiredNode, port: string): Variable {
    const { id } = this.input(wired, port);
    const variable = this.variables.get(id);
    if (variable === undefined) throw new ModelError(`"${id}" cannot feed port ${port} of "${wired.node.id}"`);
    return variable;
  }

  /** A parameter block or a series. */
  tensor(wired: WiredNode, port: string): Tensor {
    const { id } = this.input(wired, port);
    const tensor = this.tensors.get(id) ?? this.variables.get(id);
    if (tensor === undefined || tensor.length !== this.units * this.dates) {
      throw new ModelError(`"${id}" is not a series; it cannot feed port ${port} of "${wired.node.id}"`);
    }
    return tensor;
  }

  /** A single number whose prior stays where the node needs it. */
  scalar(wired: WiredNode, port: string, support: "any" | "positive" | "fraction"): Variable {
    const variable = this.variable(wired, port);
    if (variable.length !== 1) throw new ModelError(`"${variable.name}" must be one number, not one per unit`);
    this.checkSupport(this.input(wired, port), support);
    return variable;
  }

  optionalScalar(wired: WiredNode, port: string, support: "any" | "positive" | "fraction"): Variable | undefined {
    return this.optionalInput(wired, port) === undefined ? undefined : this.scalar(wired, port, support);
  }

  /** One number, or one per unit. */
  perUnit(wired: WiredNode, port: string): Variable {
    const variable = this.variable(wired, port);
    if (variable.length === 1 || variable.length === this.units) return variable;
    throw new ModelError(
      `"${variable.name}" must be one number or one per unit (${this.units}), not ${variable.length}`,
    );
  }

  checkSupport(node: LowNode, support: "any" | "positive" | "fraction"): void {
    if (node.kind !== "param") return;
    const { prior } = node.attrs;
    if (support === "fraction" && !isFraction(prior))
      throw new ModelError(`the prior of "${node.id}" must stay within 0..1`);
    if (support === "positive" && !isPositive(prior))
      throw new ModelError(`the prior of "${node.id}" must not allow negative values`);
  }

  /** The media vehicle at the start of the chain that ends in `wired`. */
  vehicle(wired: WiredNode): string | undefined {
    let start = this.input(wired, "x");
    while (start.kind !== "data") start = this.input(this.wired(start.id), "x");
    const series = parseSeriesKey(start.attrs.series);
    return series?.kind === "media" ? series.name : undefined;
  }

  /** The frame's series cut to the program's dates and divided by `scale`. */
  scaledSeries(id: string, series: string, scale: number): Tensor {
    const source = frameSeries(this.frame, series);
    const all = this.frame.dates.length;
    const values = new Float64Array(this.units * this.dates);
    for (let u = 0; u < this.units; u++) {
      for (let t = 0; t < this.dates; t++) values[u * this.dates + t] = source[u * all + t] / scale;
    }
    return dataTensor(id, values);
  }

  /** A parameter block under `id`, with names like "sales.sigma[Espresso]" and "seasonality.coef[0]". */
  parameter(id: string, attrs: LowAttrs["param"], prior: PriorTransform): Variable {
    return this.program.parameter(id, this.parameterNames(id, attrs), prior);
  }

  parameterNames(id: string, attrs: Pick<LowAttrs["param"], "size" | "per_unit">): string[] {
    const units = attrs.per_unit && this.units > 1 ? this.frame.units.map((unit) => `[${unit}]`) : [""];
    return units.flatMap((unit) =>
      attrs.size === 1 ? [`${id}${unit}`] : Array.from({ length: attrs.size }, (_, k) => `${id}${unit}[${k}]`),
    );
  }

  /** The parameter that stands in for `node`, sampled without a prior of its own. */
  derivedParameter(node: LowNodeOf<"param">, ending: string, replacement: string, centre: number): Variable {
    const id = (node.id.endsWith(ending) ? node.id.slice(0, -ending.length) : node.id) + replacement;
    return this.parameter(id, node.attrs, new DerivedPrior(centre));
  }

  series(name: string): Variable {
    return this.program.variable(name, this.units * this.dates);
  }

  /** The compiled terms of a sum, in the order of its edges. */
  summands(sum: string): CompiledTerm[] {
    return (this.wired(sum).inputs.get("term") ?? []).map((id) => {
      const compiled = this.terms.get(id);
      if (compiled === undefined) throw new ModelError(`"${id}" is not a term; it cannot feed "${sum}"`);
      return compiled;
    });
  }

  static centre(prior: Prior): number {
    return priorTransform(prior).centre;
  }
}
