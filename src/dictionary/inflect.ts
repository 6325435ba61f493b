/** A noun with its regular plural. */
export function withPlural(noun: string): string[] {
  if (/[^aeiou]y$/.test(noun)) return [noun, `${noun.slice(0, -1)}ies`];
  return /(s|x|ch|sh)$/.test(noun) ? [noun, `${noun}es`] : [noun, `${noun}s`];
}

/** A verb with its regular forms; irregular past forms follow the lemma: "buy/bought", "take/took/taken". */
export function inflect(verb: string): string[] {
  const [lemma = '', ...irregular] = verb.split('/');
  const stem = lemma.endsWith('e') ? lemma.slice(0, -1) : lemma;
  const consonantY = /[^aeiou]y$/.test(lemma);
  const third = consonantY ? `${lemma.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  const past = consonantY ? `${lemma.slice(0, -1)}ied` : `${stem}ed`;
  const double = /[^aeiou][aeiou][bdgklmnprt]$/.test(lemma) ? lemma + lemma.slice(-1) : undefined;
  return [lemma, third, `${stem}ing`, past, ...(double ? [`${double}ed`, `${double}ing`] : []), ...irregular];
}
