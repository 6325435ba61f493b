import { z } from 'zod';

/** A problem with the user's data: a value, never an exception. */
export const diagnosticSchema = z.object({
  code: z.string().describe('Stable code, for example D003.'),
  severity: z.enum(['error', 'warning', 'info']),
  file: z.string().describe('File, relative to the dictionary folder.'),
  line: z.number().int().positive().describe('1-based line.'),
  column: z.number().int().positive().describe('1-based column.'),
  message: z.string().describe('What is wrong.'),
  hint: z.string().optional().describe('What to do about it.'),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;

/** `file:line:column severity code message (hint)`, one line. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column, severity, code, message, hint } = diagnostic;
  return `${file}:${line}:${column} ${severity} ${code} ${message}${hint ? ` (${hint})` : ''}`;
}
