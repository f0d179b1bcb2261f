/** What stands typed in fields and not in the graph: it outlives the page, and is never applied by itself. */
import { type TypedText } from "../shared/graphMessages";

export class TypedTexts {
  constructor(public kept: readonly TypedText[]) {}

  /** `before`: what the field holds; what was typed while it held something else is no longer meant. */
  of(of: string, field: string, before: string): string | undefined {
    const typed = this.kept.find((one) => one.of === of && one.field === field);
    if (typed === undefined || typed.before === before) return typed?.text;
    this.forget(of, field);
    return undefined;
  }

  /** Text that is being typed, or was left. */
  note(typed: TypedText): void {
    this.forget(typed.of, typed.field);
    if (typed.text !== typed.before) this.kept = [...this.kept, typed];
  }

  forget(of: string, field: string): void {
    if (this.kept.some((one) => one.of === of && one.field === field))
      this.kept = this.kept.filter((one) => one.of !== of || one.field !== field);
  }

  /** What is gone takes its texts along; one of the same name that comes later begins anew. */
  keepOnly(these: ReadonlySet<string>): void {
    if (this.kept.some(({ of }) => !these.has(of))) this.kept = this.kept.filter(({ of }) => these.has(of));
  }
}
