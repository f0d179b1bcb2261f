/** A sentence for the person at the terminal: what is missing and what to do. Shown without a stack. */
export class Refusal extends Error {}
