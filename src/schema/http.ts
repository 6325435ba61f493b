import { z } from 'zod';

/** What HTTP answers when something is wrong: RFC 9457, `application/problem+json`. */
export const problemSchema = z
  .object({
    title: z.string().describe('What is wrong, in general.'),
    status: z.number().int().describe('HTTP status.'),
    code: z.string().describe('Stable code, for example too-large.'),
    detail: z.string().optional().describe('What is wrong here.'),
  })
  .describe('A problem (RFC 9457).');
export type ProblemBody = z.infer<typeof problemSchema>;

export const pushAnswerSchema = z
  .object({
    documentId: z.string().optional().describe('Identity of the document; absent when it was refused.'),
    status: z
      .enum(['queued', 'known', 'rejected'])
      .describe('queued: stored, to be worked off; known: worked off already; rejected: refused.'),
    location: z.string().optional().describe('Where its state can be asked for.'),
    code: z.string().optional().describe('Why it was refused: not-json, invalid, empty or too-large.'),
    reason: z.string().optional().describe('Why it was refused, in words.'),
  })
  .describe('What became of one document.');
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

export const batchAnswerSchema = z
  .object({
    accepted: z.number().int().describe('Documents that were queued or known.'),
    rejected: z.number().int().describe('Documents that were refused.'),
    results: z.array(pushAnswerSchema).describe('One for each document, in their order.'),
  })
  .describe('What became of a batch, document by document.');

export const documentStateSchema = z
  .object({
    documentId: z.string(),
    status: z
      .enum(['queued', 'done', 'rejected'])
      .describe(
        'queued: its latest version waits; done: its events are out; rejected: it lies among the dead letters.',
      ),
    withdrawn: z.boolean().describe('true when the latest version is a withdrawal.'),
    revision: z.number().int().describe('Committed states so far.'),
    code: z.string().optional().describe('Why it was set aside.'),
    reason: z.string().optional().describe('Why it was set aside, in words.'),
  })
  .describe('How far a document has come.');
export type DocumentState = z.infer<typeof documentStateSchema>;
