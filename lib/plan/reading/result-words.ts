/** The words by which a sentence says that a number moved, and which way. */

const down =
  "reduc\\w*|decreas\\w*|fell|fall(?:s|ing|en)?|dropp?\\w*|lower\\w*|cuts?|cutting|shrank|shr[iu]nk\\w*|sank|sunk|sinks?|declin\\w*|less|fewer|down|short(?:er|en\\w*)|sav(?:ed|es|ing|ings)|trimm\\w*|slash\\w*|smaller|halv\\w*";
const up =
  "increas\\w*|rose|ris(?:e|es|en|ing)|rais\\w*|grew|grow\\w*|boost\\w*|climb\\w*|more|higher|up|larger|gain\\w*|doubl\\w*|tripl\\w*|quadrupl\\w*";
const better =
  "improv\\w*|faster|quicker|better|enhanc\\w*|sped up|speed(?:s|ing)? up|accelerat\\w*|optimi[sz]\\w*";
const worse = "worsen\\w*|slower|degrad\\w*|deteriorat\\w*";
const moved = "went|moved|chang\\w*|came";

export const movingWords = new RegExp(`\\b(?:${[down, up, better, worse, moved].join("|")})\\b`, "gi");

const lowerIsBetter =
  /\b(times?|latenc\w+|responses?|duration|delays?|errors?|failures?|time-?outs?|load|loads|usage|utili[sz]ation|consumption|costs?|downtime|memory|cpu|wait\w*|p\d\d(?:\.\d)?|percentile|lag|size|crashes|incidents?|tickets)\b/i;
const higherIsBetter =
  /\b(throughput|uptime|availability|hit (?:rate|ratio)|score|capacity|per second|rps|tps|qps|conversion|satisfaction|success|bandwidth|traffic|users|requests)\b/i;

/** Whether it names something that is measured, rather than a thing or a setting. */
export function isMeasured(metric: string): boolean {
  return (
    lowerIsBetter.test(metric) ||
    higherIsBetter.test(metric) ||
    /\b(rates?|ratio|share|speed|queries|stor(?:age|ed))\b/i.test(metric)
  );
}

/** −1 for a fall, 1 for a rise; null where the words do not say which ("improved" of an unknown quantity). */
export function directionOf(word: string, metric: string | null): -1 | 1 | null {
  if (new RegExp(`^(?:${down})$`, "i").test(word)) return -1;
  if (new RegExp(`^(?:${up})$`, "i").test(word)) return 1;
  const falls =
    metric === null ? null : higherIsBetter.test(metric) ? false : lowerIsBetter.test(metric) ? true : null;
  if (falls === null) return null;
  if (new RegExp(`^(?:${better}|improvement|speedup)$`, "i").test(word)) return falls ? -1 : 1;
  if (new RegExp(`^(?:${worse})$`, "i").test(word)) return falls ? 1 : -1;
  return null;
}
