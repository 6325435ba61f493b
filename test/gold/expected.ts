/** A relation as a line of a test says it: docs/dictionaries.md, "Tests beside a dictionary". */
export interface Expected {
  readonly type: string;
  readonly subject: string;
  readonly object: string;
  readonly polarity: string;
  readonly modality: string;
  readonly by?: string;
  readonly at?: string;
  readonly amounts: readonly string[];
  readonly sentence?: number;
}

const LINE = /^(not )?([a-z0-9-]+)\((.+)\)(?: (reported|planned|possible|asserted))?$/;

/**
 * Reads `not leases(A, B) planned; by WHO; at WHEN; amount TEXT; sentence N`. A name that holds a comma belongs to the subject.
 * @throws when the line cannot be read.
 */
export function readExpected(line: string): Expected {
  const [head = '', ...parts] = line.split(/;\s*/);
  const match = LINE.exec(head.trim());
  const [, not, type = '', inner = '', modality] = match ?? [];
  const comma = inner.lastIndexOf(', ');
  if (!match || comma < 0) throw new Error(`cannot read the relation "${line}"`);
  const said = parts.map((part) => {
    const [, key = '', value = ''] = /^(by|at|amount|sentence) (.+)$/.exec(part.trim()) ?? [];
    if (!key) throw new Error(`cannot read "${part}" of the relation "${line}"`);
    return { key, value: value.trim() };
  });
  const of = (key: string): string | undefined => said.find((one) => one.key === key)?.value;
  const [by, at, sentence] = [of('by'), of('at'), of('sentence')];
  return {
    type,
    subject: inner.slice(0, comma).trim(),
    object: inner.slice(comma + 2).trim(),
    polarity: not ? 'negated' : 'affirmed',
    modality: modality ?? 'asserted',
    amounts: said.filter((one) => one.key === 'amount').map((one) => one.value),
    ...(by ? { by } : {}),
    ...(at ? { at } : {}),
    ...(sentence ? { sentence: Number(sentence) } : {}),
  };
}
