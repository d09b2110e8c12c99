/** Announces values. */
export const cue =
  /(?:valid|possible|supported|allowed|available|enumerat\w+|optional)\s+(?:\w+\s+)?values?|(?<!(?:default|maximum|minimum|max|min|example|sample|initial|recommended) )\bvalues?\s*[:：]|options? (?:are|is)|options?\s*[:：]|can be one of|any of the following|\bvalue range\s*[:：]|(?:^|[.。]\s)supported\s*[:：]|取值/i;
/** Announces values as well as anything else. */
export const weakCue = /as follows/i;
/** Announces values and nothing else. */
export const strongCue = /\b(?:valid|possible|supported|allowed|available) values?\b/i;

/** What announces a list of something else than values. `The following methods are supported:` lists values. */
export const ofOthers =
  /(?!(?:methods|operations|types|modes|conditions) (?:are )?(?:supported|available|provided)\b)\b(?:fields?|requirements?|rules|limits?|limitations?|restrictions?|formats?|conventions?|conditions?|items|notes?|steps|methods?|examples?|parameters?|operations?|scenarios?|structure|information|attributes?|properties|elements?|keys?)(?: (?:are|is))?(?: (?:described|listed|defined|explained|shown))?(?: (?:as follows|below|supported|included))?\s*[:：]$/i;
