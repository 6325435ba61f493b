/** A noun with its regular plural. */
export function withPlural(noun: string): string[] {
  if (/[^aeiou]y$/.test(noun)) return [noun, `${noun.slice(0, -1)}ies`];
  return /(s|x|ch|sh)$/.test(noun) ? [noun, `${noun}es`] : [noun, `${noun}s`];
}

/** Past and participle of the verbs that do not form them with "-ed". */
const IRREGULAR = new Map(
  (
    'be/was/were/been become/became begin/began/begun bend/bent bid/bid break/broke/broken bring/brought build/built buy/bought ' +
    'catch/caught choose/chose/chosen come/came cut/cut deal/dealt do/did/done draw/drew/drawn drive/drove/driven fall/fell/fallen ' +
    'feel/felt fight/fought find/found fly/flew/flown forbid/forbade/forbidden freeze/froze/frozen get/got/gotten give/gave/given go/went/gone ' +
    'grow/grew/grown have/had hear/heard hit/hit hold/held keep/kept know/knew/known lay/laid lead/led leave/left lend/lent let/let lose/lost ' +
    'make/made mean/meant meet/met outsell/outsold overtake/overtook/overtaken oversee/oversaw/overseen pay/paid put/put read/read ride/rode/ridden ' +
    'rise/rose/risen run/ran say/said see/saw/seen seek/sought sell/sold send/sent set/set shut/shut sit/sat speak/spoke/spoken spend/spent ' +
    'spin/spun split/split spread/spread stand/stood steal/stole/stolen stick/stuck strike/struck sublet/sublet take/took/taken teach/taught ' +
    'tell/told think/thought understand/understood win/won withdraw/withdrew/withdrawn write/wrote/written rewrite/rewrote/rewritten'
  )
    .split(' ')
    .map((forms) => [forms.slice(0, forms.indexOf('/')), forms.slice(forms.indexOf('/') + 1).split('/')] as const),
);

/** The past forms of the table: no noun looks like most of them. */
export const PAST_FORMS: ReadonlySet<string> = new Set([...IRREGULAR.values()].flat());

/** All forms of a verb. Irregular ones of verbs that the table lacks follow the lemma: "resell/resold". */
export function inflect(verb: string): string[] {
  const [lemma = '', ...listed] = verb.split('/');
  const irregular = [...listed, ...(IRREGULAR.get(lemma) ?? [])];
  const stem = lemma.endsWith('e') ? lemma.slice(0, -1) : lemma;
  const consonantY = /[^aeiou]y$/.test(lemma);
  const third = consonantY ? `${lemma.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(lemma) ? `${lemma}es` : `${lemma}s`;
  const past = consonantY ? `${lemma.slice(0, -1)}ied` : `${stem}ed`;
  const double = /[^aeiou][aeiou][bdgklmnprt]$/.test(lemma) ? lemma + lemma.slice(-1) : undefined;
  return [lemma, third, `${stem}ing`, past, ...(double ? [`${double}ed`, `${double}ing`] : []), ...irregular];
}
