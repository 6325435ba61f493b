import { FormatError } from './annotated.js';

/** A JSON object that is read field by field; what is missing or of the wrong form is a `FormatError` that names it. */
export class Fields {
  constructor(
    private readonly value: Readonly<Record<string, unknown>>,
    private readonly place: string,
  ) {}

  /** Reads a line of JSON. @throws FormatError */
  static parse(line: string, place: string): Fields {
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new FormatError(`${place}: is not JSON`);
    }
    return Fields.of(value, place);
  }

  private static of(value: unknown, place: string): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new FormatError(`${place}: is no object`);
    return new Fields(value as Record<string, unknown>, place);
  }

  text(name: string): string {
    const value = this.value[name];
    if (typeof value !== 'string') throw new FormatError(`${this.place}: ${name}: is no text`);
    return value;
  }

  /** A text, or a number as one; nothing where there is none. */
  maybe(name: string): string | undefined {
    const value = this.value[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }

  count(name: string): number {
    const value = this.value[name];
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw new FormatError(`${this.place}: ${name}: is no whole number`);
    return value;
  }

  /** An object inside, nothing where there is none. */
  inner(name: string): Fields | undefined {
    const value = this.value[name];
    return value === undefined || value === null ? undefined : Fields.of(value, `${this.place}: ${name}`);
  }

  /** The objects of a list; none where there is no list. */
  list(name: string): Fields[] {
    const value = this.value[name] ?? [];
    if (!Array.isArray(value)) throw new FormatError(`${this.place}: ${name}: is no list`);
    return value.map((item, at) => Fields.of(item, `${this.place}: ${name}.${at}`));
  }
}
