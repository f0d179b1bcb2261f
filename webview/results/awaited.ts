interface View {
  readonly kind: string;
  readonly query?: object;
  readonly problem?: object | null;
}

/** Whether an answer was on its way when the next change was made, so that another one is still to come. */
export function isAwaitedAfter(view: View, wanted: object | undefined): boolean {
  if (wanted === undefined || view.query === undefined || view.problem !== null) return false;
  return JSON.stringify(wanted) !== JSON.stringify(view.query);
}
