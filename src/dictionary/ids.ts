/** An id from a name: "Société Foo (Asia)" → societe-foo-asia; unlike any that is taken. Names without Latin letters give `entry-N`. */
export function idFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const stem = plain || 'entry';
  if (plain && !taken.has(stem)) return stem;
  for (let number = plain ? 2 : 1; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`;
}
