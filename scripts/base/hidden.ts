/** What stands where a credential stood, in reports and in recordings. */
export const HIDDEN = '***';
