const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Throws a `TypeError` that says what a caller without types should have given. */
export function assertArgument(isRight: boolean, call: string, expected: string): void {
  if (!isRight) throw new TypeError(`${call} attend ${expected}.`);
}

/** Whether a value has a list under this name, as tables (`cells`) and ledgers (`entries`) do. */
export const hasList = (value: unknown, name: string): boolean =>
  isObject(value) && Array.isArray((value as Record<string, unknown>)[name]);

/** Whether a value is an object with named fields, and no list. */
export const isRecord = (value: unknown): boolean => isObject(value) && !Array.isArray(value);
