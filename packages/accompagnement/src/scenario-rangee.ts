/**
 * A list whose rows are made when they are read, each time anew and always the same: a million interventions cost what is
 * drawn of them, not what they say. It reads as an array (index, `for…of`, `map`, `filter`, `length`, JSON) and refuses to be
 * written. Copy it (`[...list]`) before handing it to `structuredClone`.
 */
export function createRangee<T extends object>(length: number, make: (index: number) => T): T[] {
  const at = (key: string | symbol): number => {
    const index = typeof key === 'string' ? Number(key) : Number.NaN;
    return Number.isInteger(index) && index >= 0 && index < length && String(index) === key ? index : -1;
  };
  // Holes weigh nothing; the length of the target is the only thing that it holds.
  const target: T[] = [];
  target.length = length;
  return new Proxy(target, {
    get(list, key, receiver) {
      const index = at(key);
      return index >= 0 ? make(index) : (Reflect.get(list, key, receiver) as unknown);
    },
    has: (list, key) => at(key) >= 0 || Reflect.has(list, key),
    getOwnPropertyDescriptor(list, key) {
      const index = at(key);
      return index >= 0
        ? { value: make(index), enumerable: true, configurable: true, writable: true }
        : Reflect.getOwnPropertyDescriptor(list, key);
    },
    ownKeys: () => [...Array.from({ length }, (_, index) => String(index)), 'length'],
    ...READ_ONLY,
  });
}

/** The same for values by id. `indexOf` gives −1 for what is no id of the list. */
export function createRegistre<V>(
  length: number,
  idOf: (index: number) => string,
  indexOf: (id: string) => number,
  valueOf: (index: number) => V,
): Record<string, V> {
  const at = (key: string | symbol): number => {
    const index = typeof key === 'string' ? indexOf(key) : -1;
    return index >= 0 && index < length && idOf(index) === key ? index : -1;
  };
  return new Proxy<Record<string, V>>(
    {},
    {
      get(target, key, receiver) {
        const index = at(key);
        return index >= 0 ? valueOf(index) : (Reflect.get(target, key, receiver) as unknown);
      },
      has: (_, key) => at(key) >= 0,
      getOwnPropertyDescriptor(_, key) {
        const index = at(key);
        return index >= 0
          ? { value: valueOf(index), enumerable: true, configurable: true, writable: true }
          : undefined;
      },
      ownKeys: () => Array.from({ length }, (_, index) => idOf(index)),
      ...READ_ONLY,
    },
  );
}

const READ_ONLY = { set: () => false, deleteProperty: () => false, defineProperty: () => false };
