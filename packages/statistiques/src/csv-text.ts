/** Quotes a field by RFC 4180, only where needed. */
const csvField = (text: string, separator: ',' | ';'): string =>
  text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const csvLine = (fields: readonly string[], separator: ',' | ';'): string =>
  `${fields.map((field) => csvField(field, separator)).join(separator)}\n`;
