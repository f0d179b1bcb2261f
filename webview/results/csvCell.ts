/**
 * A cell of a CSV file (RFC 4180); what is missing is empty. What begins like a formula would be one in a spreadsheet:
 * names from data get an apostrophe.
 */
export function csvCell(value: string | number | null): string {
  if (value === null || (typeof value === "number" && !Number.isFinite(value))) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
