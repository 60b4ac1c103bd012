/**
 * Who is mentioned in a text: "@nomsa.dlamini" names the person whose e-mail address begins so. An address in the text
 * ("ask nomsa.dlamini@saypro.example") mentions nobody.
 */
export function mentionsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\w.@-])@([a-z0-9](?:[a-z0-9._+-]{0,62}[a-z0-9])?)(?![\w@])/gi);
  return [...new Set([...found].map(([, name = ""]) => name.toLowerCase()))].slice(0, 20);
}
