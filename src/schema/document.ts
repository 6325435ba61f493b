import { z } from 'zod';

/** The largest document body that is accepted by default, in UTF-8 bytes. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;

/** What a pusher hands in: one news document. Exactly one of `text` and `html` carries its body. */
export const documentSchema = z
  .object({
    id: z
      .string()
      .min(1)
      .max(512)
      .optional()
      .describe(
        'Identity of the document. Without it, a hash of the url, else of the body. The same id with another body is a correction.',
      ),
    text: z
      .string()
      .optional()
      .describe('Plain-text body. Offsets of the extraction count its UTF-16 code units, unchanged.'),
    html: z.string().optional().describe('HTML body; the article in it is found and turned into text.'),
    title: z.string().max(2000).optional().describe('Headline.'),
    url: z.string().max(4000).optional().describe('Where the document was published.'),
    source: z.string().max(500).optional().describe('Who published it, for example a media outlet.'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)
      .optional()
      .describe('BCP 47 language tag; guessed from the body when absent.'),
    publishedAt: z
      .string()
      .refine((value) => !Number.isNaN(Date.parse(value)), 'not a date')
      .optional()
      .describe('ISO 8601 date or date-time of publication; relative times ("last Tuesday") are counted from it.'),
    metadata: z
      .record(z.string(), z.unknown())
      .optional()
      .describe("Anything of the pusher's own; carried along, never read."),
  })
  .refine((document) => (document.text === undefined) !== (document.html === undefined), {
    message: 'exactly one of "text" and "html" must be given',
  })
  .describe('One news document.');

export type Document = z.infer<typeof documentSchema>;
