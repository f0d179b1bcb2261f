/** For tests each of which stands on those before it: behind the first that fails, the others are left out. */
export function stepsInOrder(): void {
  let broken = false;
  beforeEach(function () {
    if (broken) this.skip();
  });
  afterEach(function () {
    broken ||= this.currentTest?.state === "failed";
  });
}
