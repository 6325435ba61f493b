const SPECIAL: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const UNSHOWABLE = /[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** Text as HTML text or attribute value. Control characters and direction overrides are shown as U+FFFD. */
export function escapeHtml(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(UNSHOWABLE, '\ufffd')
    .replace(/[&<>"']/g, (character) => SPECIAL[character] ?? character);
}
