/** A worker's whole script as a text: a page under its policy can start one from a blob only. */
declare module "*?worker" {
  const text: string;
  export default text;
}
