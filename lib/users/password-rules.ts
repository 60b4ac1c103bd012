/**
 * Which passwords are taken: length is what protects, so there are no rules about kinds of characters (NIST SP 800-63B,
 * 5.1.1.2), only a refusal of what guessing programs try first. It does not measure strength.
 */

const shortestPassword = 12;
/** Longer ones would only make the hash slow. */
const longestPassword = 200;

/** What is wrong with a password and how to mend it, or null. */
export function passwordFault(password: string, about: { email?: string } = {}): string | null {
  const text = password.normalize("NFKC");
  const length = [...text].length;
  if (length < shortestPassword) return `Use at least ${shortestPassword} characters. A sentence is good.`;
  if (length > longestPassword) return `Use at most ${longestPassword} characters.`;
  if (isGuessable(text.toLowerCase(), about.email)) {
    return "This password is among the first that are guessed. Use a few words that do not belong together.";
  }
  return null;
}

function isGuessable(text: string, email: string | undefined): boolean {
  const letters = text.replaceAll(/[\s_.,;:!?*#@$%&+\-/\\]+/g, "");
  return (
    new Set(letters).size <= 4 ||
    isRun(letters) ||
    isRepeated(letters) ||
    common.has(letters) ||
    core(letters) === "" ||
    commonWords.has(core(letters)) ||
    isOwnAddress(text, email)
  );
}

/** abcdefghijkl, 123456789012, 9876543210987: every character next to the one before. */
function isRun(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => {
    const step = character.charCodeAt(0) - text.charCodeAt(index);
    return step === 9 ? -1 : step === -9 ? 1 : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}

/** passwordpassword, abcdabcdabcd: something short, again and again. */
function isRepeated(text: string): boolean {
  const unit = (text + text).indexOf(text, 1);
  return unit < text.length && unit <= 8;
}

/** The word inside a password that only has digits around it: p4ssword2026 is password. */
function core(letters: string): string {
  const bare = letters.replaceAll(/^[0-9]+|[0-9]+$/g, "");
  const plain = [...bare].map((character) => disguises[character] ?? character).join("");
  const unit = (plain + plain).indexOf(plain, 1);
  return plain.slice(0, Math.max(1, unit));
}

function isOwnAddress(text: string, email: string | undefined): boolean {
  if (!email) return false;
  const address = email.toLowerCase();
  const name = address.split("@")[0] ?? "";
  return (
    text === address ||
    (name.length >= 4 && text.replaceAll(/[^\p{L}]/gu, "") === name.replaceAll(/[^\p{L}]/gu, ""))
  );
}

const disguises: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t" };

const commonWords = words(`
  password passwort passw passphrase qwerty qwertz azerty qwertyuiop asdfghjkl qwertyuiopasdfghjkl welcome
  letmein admin administrator iloveyou changeme changeit default secret topsecret mysecret mypassword
  thepassword yourpassword newpassword adminpassword passwordadmin userpassword temporary temppassword
  testtest testpassword football baseball basketball superman batman starwars sunshine princess monkey
  dragon master shadow trustno whatever liverpool manchester chelsea arsenal january february march april
  may june july august september october november december spring summer autumn winter monday optimization
  optimizationportal portal saypro sayproportal company companyname guest guestguest postgres database
  opensesame
`);

const common = words(`
  1q2w3e4r5t6y 1q2w3e4r5t6y7u8i9o0p 1qaz2wsx3edc 1qaz2wsx3edc4rfv zaq12wsxcde3 zaq1xsw2cde3 qazwsxedcrfv
  qazwsxedcrfvtgb q1w2e3r4t5y6 a1b2c3d4e5f6 1a2b3c4d5e6f abc123abc123 abcd1234abcd qwerty123456
  123456qwerty 123qweasdzxc qweasdzxc123 1234qwerasdf asdfghjkl123 zxcvbnm12345 zxcvbnmasdfghjkl
  poiuytrewq123 iloveyou1234 ilovemyfamily correcthorsebatterystaple thequickbrownfox letmeinplease
  letmeinnow123 pleaseletmein passwordispassword notapassword nopassword123 whatisthepassword 112233445566
  121212121212 147258369147 159357159357 123123123123 123321123321 987654321098 102030405060 111222333444
  314159265358 271828182845 asecurepassword securepassword strongpassword averystrongpassword
  administrator1 rootrootroot passwordqwerty qwertypassword welcometothejungle harrypotter123
  michaeljordan fuckyoufuckyou manchesterunited realmadrid123 barcelona1899 jesuschrist1 godisgood123
  onetwothreefour
`);

function words(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}
