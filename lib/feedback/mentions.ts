/**
 * Who is mentioned in a text: "@nomsa.dlamini" names the person whose e-mail address begins so. An address in the text
 * ("ask nomsa.dlamini@saypro.example") mentions nobody.
 */
export function mentionsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\w.@-])@([a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?)(?![\w@])/gi);
  return [...new Set([...found].map(([, name = ""]) => name.toLowerCase()))].slice(0, 20);
}

/** The mention that is being written before the caret: where its @ stands and what follows it so far. */
export function mentionBefore(text: string, caret: number): { from: number; typed: string } | null {
  const found = /(?<![\w.@-])@([a-z0-9._+-]{0,64})$/i.exec(text.slice(0, caret));
  return found && { from: found.index, typed: found[1] ?? "" };
}

/** How a person is mentioned; null for an address whose beginning is not understood in a text. */
export function mentionName(email: string): string | null {
  const name = email.slice(0, email.lastIndexOf("@")).toLowerCase();
  return mentionsIn(`@${name}`)[0] === name ? name : null;
}

/** Whether somebody may be meant by the letters behind an @: the beginning of a name, a surname or an address. */
export function isMeant({ name, mention }: { name: string; mention: string }, typed: string): boolean {
  const letters = typed.toLowerCase();
  return mention.startsWith(letters) || ` ${name.toLowerCase()}`.includes(` ${letters}`);
}
