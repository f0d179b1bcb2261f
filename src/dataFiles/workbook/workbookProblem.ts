import { type RuleId } from "../rules";

/** Why a workbook cannot be read any further: becomes the one finding that says so. */
export class WorkbookProblem extends Error {
  override readonly name = "WorkbookProblem";

  constructor(
    readonly rule: Extract<RuleId, "workbook" | "workbookSize">,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
