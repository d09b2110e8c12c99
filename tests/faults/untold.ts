/** Defects that are no error to verify, though nobody would call them allowed: why that is so. */
export const untold: Readonly<Record<string, string>> = {
  'event-five-at-most': 'Nothing that the server shows names the events that it leaves out.',
  'event-next-task': "Nothing says which events are a task's, but what the server shows of it: that it breaks a link.",
  'process-query-with-form': "None of the vendor's SDKs sends a part of a request in the query and another in a form.",
  'token-made-up-token': 'The page does not say what becomes of a token that no page has handed out.',
  'marker-next-on-last': 'That a walk comes to an end is inferred: some services end a list in this way.',
  'token-last-has-token': 'That a walk comes to an end is inferred: some services end a list in this way.',
  'detail-created-now':
    'A time that is another in every answer may be a clock: that no content comes back speaks for the data.',
  'log-ends-again':
    'A time that is another in every answer may be a clock: that no content comes back speaks for the data.',
};
