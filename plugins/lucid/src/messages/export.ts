/** Exporting lists as files. */
export const exportMessages = {
  csv: 'Export CSV',
  csvOf: 'Export CSV: {{table}}',
  failed: 'The list could not be exported',
} as const;
