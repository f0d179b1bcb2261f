/** The data or the graph do not make a model: the message says what is wrong where, for the person who made them. */
export class ModelError extends Error {
  override readonly name = "ModelError";
}
