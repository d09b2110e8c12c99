const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The date in a line such as `Last Updated:Mar 24, 2026` or `Updated on 2026-04-03 GMT+08:00`, ISO 8601. */
export function updatedOn(text: string): string | undefined {
  const label =
    /^(?:last updated|updated on|updated at|updated|last modified|更新时间|最后更新时间?)\s*(?:on)?\s*[:：]?\s*/i.exec(
      text,
    );
  return label === null ? undefined : dateIn(text.slice(label[0].length, label[0].length + 60));
}

/** A date in words or digits, ISO 8601; undefined where there is none, or none of the calendar. */
export function dateIn(text: string): string | undefined {
  const iso = /(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words = /([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})/.exec(text);
  if (words !== null)
    return isoDate(Number(words[3]), months.indexOf((words[1] ?? '').slice(0, 3).toLowerCase()) + 1, Number(words[2]));
  const other = /(\d{1,2}) ([A-Za-z]{3,9})\.?,? (\d{4})/.exec(text);
  if (other === null) return undefined;
  return isoDate(Number(other[3]), months.indexOf((other[2] ?? '').slice(0, 3).toLowerCase()) + 1, Number(other[1]));
}

function isoDate(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (month < 1 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}
