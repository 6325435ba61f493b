import nlp from 'compromise';
import model from 'wink-eng-lite-web-model';
import winkNLP from 'wink-nlp';

/** A package that finds names, with what it is compared in. */
export interface Peer {
  readonly name: string;
  /** Share of the text that it is given: the slow ones would take hours. */
  readonly share: number;
  read(text: string): unknown;
  mentions?(text: string): Iterable<{ start: number; end: number; type: string }>;
}

type Names = ReadonlyMap<number, readonly { text: string; type: string }[]>;

/** The peers, each told the names of each size where it takes any. */
export async function peers(names: Names): Promise<Peer[]> {
  const wink = winkNLP(model);
  const list: Peer[] = [
    { name: 'wink-nlp, full pipe', share: 0.3, read: (text) => wink.readDoc(text).tokens().length() },
    {
      name: 'compromise .organizations() and .places()',
      share: 0.02,
      read(text) {
        const document = nlp(text);
        document.organizations().out('array');
        document.places().out('array');
      },
      mentions: compromiseMentions,
    },
  ];
  for (const [size, all] of names) {
    list.push(compromiseLookup(size, all), winkCustom(size, all));
    if (size <= 10_000) list.push(await nlpjs(size, all));
  }
  return list;
}

function* compromiseMentions(text: string): Generator<{ start: number; end: number; type: string }> {
  const document = nlp(text);
  for (const [type, found] of [
    ['firm', document.organizations()],
    ['region', document.places()],
  ] as const) {
    for (const { offset, text: surface } of found.json({ offset: true }) as {
      offset: { start: number; length: number };
      text: string;
    }[]) {
      // Trailing punctuation and a possessive would make every span wrong.
      const trimmed = surface.replace(/(['’]s)?[\s.,;:)]*$/, '');
      yield { start: offset.start, end: offset.start + trimmed.length, type };
    }
  }
}

function compromiseLookup(size: number, all: readonly { text: string }[]): Peer {
  const trie = nlp.buildTrie(all.map(({ text }) => text.toLowerCase()));
  return {
    name: `compromise lookup, ${size} names`,
    share: 0.03,
    read: (text) => nlp.tokenize(text).compute('index').lookup(trie).length,
  };
}

function winkCustom(size: number, all: readonly { text: string; type: string }[]): Peer {
  const wink = winkNLP(model);
  wink.learnCustomEntities(
    all
      .filter(({ text }) => /^[A-Za-z][A-Za-z0-9 ]*$/.test(text))
      .map(({ text, type }) => ({ name: type, patterns: [text] })),
    { matchValue: true, useEntity: false, usePOS: false },
  );
  return {
    name: `wink-nlp custom entities, ${size} names`,
    share: 0.2,
    read: (text) => wink.readDoc(text).customEntities().length(),
  };
}

async function nlpjs(size: number, all: readonly { text: string; type: string }[]): Promise<Peer> {
  const { Ner } = (await import('@nlpjs/ner' as string)) as {
    Ner: new (
      options: object,
    ) => {
      addRuleOptionTexts(locale: string, name: string, option: string, texts: string[]): void;
      process(input: object): Promise<{ entities: { start: number; end: number; entity: string }[] }>;
    };
  };
  const ner = new Ner({ threshold: 1 });
  for (const { text, type } of all) ner.addRuleOptionTexts('en', type, text, [text]);
  return {
    name: `@nlpjs/ner exact, ${size} names`,
    share: 0.002,
    read: (text) => ner.process({ locale: 'en', text }),
  };
}
