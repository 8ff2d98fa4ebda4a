import { FakeLucidApi } from '../testing/FakeLucidApi';

/** The API, and every question that it was asked. */
export function watched(api = new FakeLucidApi()) {
  const asked: string[] = [];
  const watching = new Proxy(api, {
    get(target, name, receiver) {
      const value = Reflect.get(target, name, receiver);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        asked.push(String(name));
        return value.apply(target, args);
      };
    },
  });
  return { api: watching, asked };
}
